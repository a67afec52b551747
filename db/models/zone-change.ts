import { Entity } from './base-model.js';

/** A student's move from one time zone to another: since when their days begin elsewhere. */
export class ZoneChange extends Entity {
  static override tableName = 'zone_changes';

  declare userId: string;
  declare fromZone: string;
  declare toZone: string;
}
