import { Entity } from './base-model.js';

/** Two students who are friends; the smaller id comes first. */
export class Friendship extends Entity {
  static override tableName = 'friendships';

  declare leastId: string;
  declare greatestId: string;
}
