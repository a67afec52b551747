import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { Achievement } from '../../domain/game/achievements.js';
import { noticesOf, WRITE_NOTICES } from './notices.js';

/** Ids of students of whom something was counted, in their order. */
export async function listStudentsCounted(
  db: Knex,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  const students = db('userStats').orderBy('userId').limit(limit).select('userId');
  if (after !== undefined) students.where('userId', '>', after);
  const rows: { userId: string }[] = await students;
  return rows.map(({ userId }) => userId);
}

/** Achievements that a student has reached and does not have. */
export interface Missing {
  userId: string;
  keys: string[];
}

/**
 * Gives those of some students who are active, and whose game nobody else writes now, what they have reached and do not
 * have, with one notice each.
 * @returns who got what
 */
export async function awardMissing(
  trx: Transaction,
  { userIds, achievements }: { userIds: readonly string[]; achievements: readonly Achievement[] },
  now: Date,
): Promise<Missing[]> {
  const missing = await listMissing(trx, { userIds, achievements });
  if (missing.length === 0) return [];
  const { rows: awarded } = await trx.raw<{ rows: Missing[] }>(
    `WITH held AS (
       SELECT s.id FROM streaks s JOIN users u ON u.id = s.id AND u.status = 'active'
       WHERE s.id = ANY (:userIds) ORDER BY s.id FOR NO KEY UPDATE OF s SKIP LOCKED
     ), missing AS (
       SELECT CAST(one->>'userId' AS uuid) AS user_id, jsonb_array_elements_text(one->'keys') AS key
       FROM jsonb_array_elements(:missing) AS one
     ), awarded AS (
       INSERT INTO user_achievements (user_id, key, earned_at)
       SELECT user_id, key, :now FROM missing WHERE user_id IN (SELECT id FROM held)
       ON CONFLICT DO NOTHING RETURNING user_id, key
     )
     SELECT user_id AS "userId", array_agg(key) AS keys FROM awarded GROUP BY user_id`,
    { userIds: missing.map(({ userId }) => userId), missing: JSON.stringify(missing), now },
  );
  await tell(trx, awarded);
  return awarded;
}

async function listMissing(
  trx: Transaction,
  { userIds, achievements }: { userIds: readonly string[]; achievements: readonly Achievement[] },
): Promise<Missing[]> {
  const goals = achievements.map(({ key, counter, goal }) => ({ key, counter, goal }));
  const { rows } = await trx.raw<{ rows: Missing[] }>(
    `SELECT s.user_id AS "userId", array_agg(a.key ORDER BY a.position) AS keys
     FROM user_stats s
     JOIN ROWS FROM (jsonb_to_recordset(:goals) AS (key text, counter text, goal integer))
       WITH ORDINALITY AS a (key, counter, goal, position) ON CAST(s.stats->>a.counter AS integer) >= a.goal
     WHERE s.user_id = ANY (:userIds)
       AND NOT EXISTS (SELECT FROM user_achievements e WHERE e.user_id = s.user_id AND e.key = a.key)
     GROUP BY s.user_id`,
    { goals: JSON.stringify(goals), userIds: [...userIds] },
  );
  return rows;
}

/** One notice for each, and what was read of their game is stale. */
async function tell(trx: Transaction, awarded: readonly Missing[]): Promise<void> {
  const notices = awarded.flatMap(({ userId, keys }) =>
    noticesOf(userId, [{ kind: 'achievements-added', topic: keys.join(','), facts: { keys } }]),
  );
  await trx.raw(
    `WITH stale AS (
       UPDATE user_stats SET version = version + 1, updated_at = clock_timestamp() WHERE user_id = ANY (:userIds)
     )
     ${WRITE_NOTICES}`,
    { userIds: awarded.map(({ userId }) => userId), notices: JSON.stringify(notices) },
  );
}
