import { Entity } from './row.js';

/** A thread of questions and answers. */
export class DoubtSession extends Entity {
  static override tableName = 'doubt_sessions';

  declare userId: string;
}
