import type { Knex } from 'knex';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/workflow-ids.js';

/** The tables whose rows are worked on by workflow runs. */
export type RunTable = 'materials' | 'reembeddings' | 'questions' | 'mails' | 'exports' | 'erasures';

/** Whose a table's rows are, where they are worked on only for people who are active. */
const OWNERS: Partial<Record<RunTable, string>> = {
  materials: 'materials.owner_id',
  reembeddings: 'reembeddings.user_id',
  questions: 'questions.user_id',
  exports: 'exports.user_id',
};

/**
 * Keeps to rows that may be worked on: nothing is made for people who are suspended or leaving. Mails look for
 * themselves who may get them, and an erasure is for those who leave.
 */
export const workable =
  (table: RunTable) =>
  (rows: Knex.QueryBuilder): void => {
    const owner = OWNERS[table];
    if (owner) rows.whereExists((users) => users.from('users').where({ status: 'active' }).whereRaw(`id = ${owner}`));
  };

/** After this the reconciler looks at a row whose workflow should have begun; longer than the start's deadline. */
const FIRST_CHECK_MS = 5_000;

/** When a row that is queued now is due for the reconciler. */
export const firstCheckAt = (now = new Date()): Date => new Date(now.getTime() + FIRST_CHECK_MS);

/**
 * The first act of a run: `queued -> processing`, for this run number only. Repeating it is harmless.
 * @throws Failure Superseded when the row is gone, cancelled, settled, or belongs to another run, or its owner leaves.
 */
export async function claimRun(table: RunTable, { id, runNo }: Run, db: Knex): Promise<void> {
  const claimed = await db(table)
    .where({ id, runNo })
    .whereIn('status', ['queued', 'processing'])
    .whereNull('cancelRequestedAt')
    .where(workable(table))
    .update({ status: 'processing', updatedAt: new Date() });
  if (claimed === 0) throw new Failure('Superseded');
}

/**
 * The fence before every later write of a run: holds the row until the transaction ends.
 * @throws Failure Superseded when the run is not the row's current one any more.
 */
export async function lockRun(table: RunTable, { id, runNo }: Run, trx: Knex): Promise<void> {
  const row = await trx(table)
    .where({ id, runNo, status: 'processing' })
    .whereNull('cancelRequestedAt')
    .forShare()
    .first('id');
  if (!row) throw new Failure('Superseded');
}
