import type { Knex } from 'knex';
import type { SweepReport, SweptFiles } from '../../workflows/sweep/messages.js';

/** Rows removed by one statement, so that none holds its locks for long. */
const BATCH = 500;

/** Counts of what this step removes. */
export type SweptRows = Omit<SweepReport, keyof SweptFiles>;

/** A kind of rows that end: which they are, in SQL that an index serves. */
interface ExpiryRule {
  count: keyof SweptRows;
  table: string;
  key: string;
  due: string;
}

/**
 * A session stays for a month after its end, for students and support to look at; with it and without it its tokens are
 * refused. A rotated token stays until it would have expired, so that its reuse is noticed. The row of an export stays
 * until its file is gone.
 */
const EXPIRY_RULES: readonly ExpiryRule[] = [
  { count: 'codes', table: 'one_time_codes', key: 'id', due: 'expires_at < now()' },
  { count: 'sessions', table: 'sessions', key: 'id', due: "expires_at < now() - interval '30 days'" },
  { count: 'sessions', table: 'sessions', key: 'id', due: "revoked_at < now() - interval '30 days'" },
  { count: 'refreshTokens', table: 'refresh_tokens', key: 'id', due: 'expires_at < now()' },
  {
    count: 'idempotencyKeys',
    table: 'idempotency_keys',
    key: '(user_id, route, key)',
    due: "created_at < now() - interval '24 hours'",
  },
  {
    count: 'pageAdmissions',
    table: 'page_admissions',
    key: '(material_id, run_no)',
    due: "created_at < now() - interval '24 hours'",
  },
  { count: 'mails', table: 'mails', key: 'id', due: "finished_at < now() - interval '7 days'" },
  {
    count: 'exports',
    table: 'exports',
    key: 'id',
    due: `finished_at < now() - interval '30 days'
      AND (status = 'expired' OR (status IN ('failed', 'cancelled') AND expires_at IS NULL))`,
  },
];

/**
 * Removes rows that have had their time, batch by batch. What another pass holds is left to that one.
 * @param report is told the counts so far
 * @throws the signal's reason, with some removed.
 */
export async function sweepRows(
  { db }: { db: Knex },
  report: (so: SweptRows) => void,
  signal: AbortSignal,
): Promise<SweptRows> {
  const swept: SweptRows = {
    codes: 0,
    sessions: 0,
    refreshTokens: 0,
    idempotencyKeys: 0,
    pageAdmissions: 0,
    mails: 0,
    exports: 0,
  };
  for (const ending of EXPIRY_RULES) {
    let removed: number;
    do {
      signal.throwIfAborted();
      removed = await removeBatch(db, ending);
      swept[ending.count] += removed;
      report(swept);
    } while (removed === BATCH);
  }
  return swept;
}

async function removeBatch(db: Knex, { table, key, due }: ExpiryRule): Promise<number> {
  const columns = key.replaceAll(/[()]/g, '');
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `DELETE FROM ${table} WHERE ${key} IN (SELECT ${columns} FROM ${table} WHERE ${due} LIMIT :batch FOR UPDATE SKIP LOCKED)`,
    { batch: BATCH },
  );
  return rowCount;
}
