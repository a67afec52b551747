import type { Knex } from 'knex';
import { PERSONAL_TABLES } from '../../../db/personal-data.js';
import { deleteRows } from '../../../db/queries/erasure.js';
import type { Run } from '../../../domain/runs/flows.js';
import { addToReceipt, lockRemoval } from './receipt.js';

/** Rows removed by one statement, so that none holds its locks for long. */
const BATCH = 1_000;

/** The user's own row goes with the receipt; those of materials name objects, so they go when nothing writes any more. */
const NOT_YET = { first: ['users', 'materials'], last: ['users'] };

/** Which of the two times: the second is for what was still being written at the first. */
export type Pass = keyof typeof NOT_YET;

/**
 * Removes a person's rows, batch by batch; repeating it goes on where it stopped.
 * @param input.report is told which table is at hand
 * @throws Failure Superseded; the signal's reason.
 */
export async function removeRows(
  { db }: { db: Knex },
  { pass, report, ...run }: Run & { pass: Pass; report: (table: string) => void },
  signal: AbortSignal,
): Promise<void> {
  for (const { table, key, owner, onErasure } of PERSONAL_TABLES) {
    if (onErasure === 'unlink' || NOT_YET[pass].includes(table)) continue;
    report(table);
    let removed: number;
    do {
      signal.throwIfAborted();
      removed = await db.transaction(async (trx) => {
        const erasure = await lockRemoval(run, trx);
        const count = await deleteRows(trx, { table, key, owner }, { userId: erasure.userId, limit: BATCH });
        await addToReceipt(erasure, { [table]: count }, trx);
        return count;
      });
    } while (removed === BATCH);
  }
}
