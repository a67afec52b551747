import { Entity } from './base-model.js';

/** A part of a subject; its slug names it there for good. */
export class Topic extends Entity {
  static override tableName = 'topics';

  declare subjectId: string;
  declare slug: string;
  declare name: string;
  declare summary: string;
  declare position: number;
}
