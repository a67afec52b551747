import { Entity } from './base-model.js';

/** What can be studied here; its slug names it for good. */
export class Subject extends Entity {
  static override tableName = 'subjects';

  declare slug: string;
  declare name: string;
  declare description: string;
  declare position: number;
}
