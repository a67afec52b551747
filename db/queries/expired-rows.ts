import type { Knex } from 'knex';
import { NOTICE_DAYS } from '../../domain/game/notices.js';
import { FLAG_DAYS } from '../../domain/social/fairness/anomalies.js';
import { REQUEST_DAYS } from '../../domain/social/limits.js';
import { REASON_DAYS } from '../../domain/support/work-kinds.js';

/** A kind of rows that end: which they are, in SQL that an index serves. */
interface ExpiryRule {
  /** What they are counted as. */
  count: string;
  table: string;
  key: string;
  due: string;
  /** The column that is blanked, where the row stays. */
  blanks?: string;
}

/**
 * A session stays for a month after its end, for students and support to look at; with it and without it its tokens are
 * refused. A rotated token stays until it would have expired, so that its reuse is noticed. The row of an export stays
 * until its file is gone. A line of the audit log stays; but where it is of nobody, no erasure finds whom its reason
 * tells of, so that goes after a while.
 */
export const EXPIRY_RULES = [
  { count: 'codes', table: 'one_time_codes', key: 'id', due: 'expires_at < now()' },
  { count: 'sessions', table: 'sessions', key: 'id', due: "expires_at < now() - interval '30 days'" },
  { count: 'sessions', table: 'sessions', key: 'id', due: "revoked_at < now() - interval '30 days'" },
  { count: 'refreshTokens', table: 'refresh_tokens', key: 'id', due: 'expires_at < now()' },
  {
    count: 'idempotencyKeys',
    table: 'idempotency_keys',
    key: 'user_id, route, key',
    due: "created_at < now() - interval '24 hours'",
  },
  {
    count: 'pageAdmissions',
    table: 'page_admissions',
    key: 'material_id, run_no',
    due: "created_at < now() - interval '24 hours'",
  },
  { count: 'mails', table: 'mails', key: 'id', due: "finished_at < now() - interval '7 days'" },
  { count: 'notices', table: 'notices', key: 'id', due: `created_at < now() - interval '${NOTICE_DAYS} days'` },
  {
    count: 'friendRequests',
    table: 'friend_requests',
    key: 'id',
    due: `created_at < now() - interval '${REQUEST_DAYS} days'`,
  },
  { count: 'friendAdds', table: 'friend_adds', key: 'user_id, day', due: "day < now() - interval '2 days'" },
  { count: 'flags', table: 'flags', key: 'case_id, user_id', due: `created_at < now() - interval '${FLAG_DAYS} days'` },
  {
    count: 'exports',
    table: 'exports',
    key: 'id',
    due: `finished_at < now() - interval '30 days'
      AND (status = 'expired' OR (status IN ('failed', 'cancelled') AND expires_at IS NULL))`,
  },
  {
    count: 'reasons',
    table: 'audit_log',
    key: 'id',
    due: `subject_id IS NULL AND reason IS NOT NULL AND created_at < now() - interval '${REASON_DAYS} days'`,
    blanks: 'reason',
  },
] as const satisfies readonly ExpiryRule[];

/**
 * Deletes some rows that have had their time, or blanks what has. What another pass holds is left to that one.
 * @returns how many; less than the limit means that there are no more
 */
export async function removeExpired(db: Knex, { table, key, due, blanks }: ExpiryRule, limit: number): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `${blanks ? `UPDATE ${table} SET ${blanks} = NULL` : `DELETE FROM ${table}`}
     WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${due} LIMIT :limit FOR UPDATE SKIP LOCKED)`,
    { limit },
  );
  return rowCount;
}
