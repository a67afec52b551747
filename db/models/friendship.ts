import { Row } from './base-model.js';

/** Two students who are friends; the smaller id comes first. */
export class Friendship extends Row {
  static override tableName = 'friendships';
  static override idColumn = ['leastId', 'greatestId'];

  declare leastId: string;
  declare greatestId: string;
}
