import { Entity } from './base-model.js';

/** A thread of questions and answers. */
export class Thread extends Entity {
  static override tableName = 'threads';

  declare userId: string;
}
