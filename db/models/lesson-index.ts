import { RunEntity } from './run-entity.js';

/** The work that makes all lessons searchable: one row. */
export class LessonIndex extends RunEntity {
  static override tableName = 'lesson_indexes';

  declare status: 'queued' | 'processing' | 'ready' | 'failed' | 'cancelled';
}
