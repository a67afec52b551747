import { Entity } from './base-model.js';

/** A student whom another wants to have nothing to do with. */
export class Block extends Entity {
  static override tableName = 'blocks';

  declare blockerId: string;
  declare blockedId: string;
}
