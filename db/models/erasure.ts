import { RunEntity } from './run-entity.js';

/** The leaving of a student: a time of grace, then everything goes. When done it is the receipt, without identity. */
export class Erasure extends RunEntity {
  static override tableName = 'erasures';
  static override jsonAttributes = ['receipt'];

  declare userId: string | null;
  declare status: 'queued' | 'processing' | 'done' | 'cancelled';
  /** Null once it is done or called off. */
  declare phase: 'grace' | 'removing' | null;
  declare eraseAt: Date;
  /** What was removed: rows by table, `files`, and `workflowRuns`. */
  declare receipt: Record<string, number> | null;
}
