import type { Knex } from 'knex';
import { EXPIRY_RULES, removeExpired } from '../../db/queries/expired-rows.js';
import type { SweepReport, SweptFiles } from '../../workflows/sweep/messages.js';

/** Rows removed by one statement, so that none holds its locks for long. */
const BATCH = 500;

/** Counts of what this step removes. */
export type SweptRows = Omit<SweepReport, keyof SweptFiles>;

/**
 * Removes rows that have had their time, and reasons of support, batch by batch. What another pass holds is left to
 * that one.
 * @param input.report is told the counts so far
 * @throws the signal's reason, with some removed.
 */
export async function sweepRows(
  { db }: { db: Knex },
  { report }: { report: (swept: SweptRows) => void },
  signal: AbortSignal,
): Promise<SweptRows> {
  const swept: SweptRows = {
    codes: 0,
    sessions: 0,
    refreshTokens: 0,
    idempotencyKeys: 0,
    pageAdmissions: 0,
    friendRequests: 0,
    friendAdds: 0,
    flags: 0,
    mails: 0,
    notices: 0,
    exports: 0,
    reasons: 0,
  };
  for (const rule of EXPIRY_RULES) {
    let removed: number;
    do {
      signal.throwIfAborted();
      removed = await removeExpired(db, rule, BATCH);
      swept[rule.count] += removed;
      report(swept);
    } while (removed === BATCH);
  }
  return swept;
}
