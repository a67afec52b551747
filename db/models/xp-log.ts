import { Model, type QueryContext } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import type { Counted } from '../../domain/game/stats.js';
import type { XpKind } from '../../domain/game/xp.js';

/** A line of the ledger: what a student was given, and for what. It is never changed. */
export class XpLog extends Model {
  static override tableName = 'xp_logs';
  static override jsonAttributes = ['counted'];

  declare id: string;
  declare userId: string;
  /** The natural key of what it was given for. */
  declare cause: string;
  declare kind: XpKind;
  /** What it links to. */
  declare sourceId: string | null;
  declare requested: number;
  /** Less than requested where the day's cap was reached. */
  declare granted: number;
  /** YYYY-MM-DD, and by what it was told. */
  declare studyDay: string;
  declare timeZone: string;
  declare dayStartsAt: number;
  /** What it adds to the counters; null for what is no activity. */
  declare counted: Counted | null;
  /** Of the catalog, that was studied. */
  declare subjectId: string | null;
  /** When it was earned, which may be before it was written. */
  declare earnedAt: Date;
  declare createdAt: Date;

  override $beforeInsert(context: QueryContext): void | Promise<void> {
    this.id ??= uuidv7();
    return super.$beforeInsert(context);
  }
}
