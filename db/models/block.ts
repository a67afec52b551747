import { Row } from './base-model.js';

/** A student whom another wants to have nothing to do with. */
export class Block extends Row {
  static override tableName = 'blocks';
  static override idColumn = ['blockerId', 'blockedId'];

  declare blockerId: string;
  declare blockedId: string;
}
