import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { type DayRule, USUAL_DAY_START } from '../../domain/game/study-day.js';
import type { Recommendation } from '../../domain/recommendations/recommendation.js';

/** What was made for a student's study day. */
export interface MadeRecommendations {
  userId: string;
  studyDay: string;
  /** The version that it was made of. */
  madeOf: number;
  items: Recommendation[];
}

/**
 * What was made for a student's study day, where the student has done nothing since that counts, and no lesson was
 * retired.
 */
export async function findFresh(db: Knex, userId: string, studyDay: string): Promise<Recommendation[] | undefined> {
  const found = await db('recommendations as r')
    .leftJoin('userStats as v', 'v.userId', 'r.userId')
    .where({ 'r.userId': userId, 'r.studyDay': studyDay })
    .whereRaw('r.made_of = COALESCE(v.version, 0)')
    .whereNotExists(db('lessons as l').whereRaw('l.retired_at >= r.updated_at'))
    .first('r.items');
  return found?.items;
}

/** Keeps what was made for active students; what was made of later facts, or for a later day, stays. */
export async function storeRecommendations(trx: Transaction, made: readonly MadeRecommendations[]): Promise<void> {
  await trx.raw(
    `INSERT INTO recommendations AS held (user_id, study_day, made_of, items)
     SELECT m."userId", m."studyDay", m."madeOf", m.items
     FROM jsonb_to_recordset(CAST(:made AS jsonb))
       AS m ("userId" uuid, "studyDay" date, "madeOf" bigint, items jsonb)
     JOIN users u ON u.id = m."userId" AND u.status = 'active'
     ORDER BY m."userId"
     ON CONFLICT (user_id) DO UPDATE SET study_day = excluded.study_day, made_of = excluded.made_of,
       items = excluded.items, updated_at = clock_timestamp()
     WHERE (held.study_day, held.made_of) < (excluded.study_day, excluded.made_of)`,
    { made: JSON.stringify(made) },
  );
}

/** Keeps an item from being recommended until a study day. */
export async function dismissItem(
  trx: Transaction,
  dismissal: { userId: string; item: string; until: string },
): Promise<void> {
  await trx('recommendationDismissals')
    .insert(dismissal)
    .onConflict(['userId', 'item'])
    .merge({ until: trx.raw('GREATEST(recommendation_dismissals.until, excluded.until)'), updatedAt: trx.fn.now() });
}

/** Items that a student has dismissed, as of a study day. */
export async function listDismissed(db: Knex, userId: string, studyDay: string): Promise<string[]> {
  return db('recommendationDismissals').where({ userId }).where('until', '>', studyDay).pluck('item');
}

/** Rules by which students' days are told now, or may be. */
export async function listDayRules(db: Knex): Promise<DayRule[]> {
  const { rows } = await db.raw<{ rows: DayRule[] }>(
    `SELECT p.time_zone AS "timeZone", COALESCE(o.day_starts_at, ${USUAL_DAY_START}) AS "dayStartsAt"
       FROM user_profiles p LEFT JOIN user_preferences o USING (user_id)
     UNION SELECT time_zone, day_starts_at FROM day_rules`,
  );
  return rows;
}

/**
 * Ids of active students whose days are told by one of some rules, and who did something since a study day, in their
 * order.
 */
export async function listStudentsOfRules(
  db: Knex,
  {
    rules,
    at,
    since,
    after,
    limit,
  }: { rules: readonly DayRule[]; at: Date; since: string; after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { userId: string }[] }>(
    `SELECT v.user_id AS "userId"
     FROM user_stats v
     JOIN users u ON u.id = v.user_id AND u.status = 'active'
     JOIN user_profiles p ON p.user_id = v.user_id
     LEFT JOIN user_preferences o ON o.user_id = v.user_id
     LEFT JOIN LATERAL (SELECT time_zone, day_starts_at FROM day_rules d
       WHERE d.user_id = v.user_id AND d.starts_at <= :at ORDER BY d.starts_at DESC LIMIT 1) AS d ON true
     WHERE v.stats ->> 'lastActiveDay' >= :since
       AND (CAST(:after AS uuid) IS NULL OR v.user_id > CAST(:after AS uuid))
       AND (COALESCE(d.time_zone, p.time_zone), COALESCE(d.day_starts_at, o.day_starts_at, ${USUAL_DAY_START})) IN (
         SELECT time_zone, day_starts_at FROM unnest(CAST(:zones AS text[]), CAST(:hours AS integer[]))
           AS told (time_zone, day_starts_at))
     ORDER BY v.user_id LIMIT :limit`,
    {
      ...{ at, since, after, limit },
      zones: rules.map(({ timeZone }) => timeZone),
      hours: rules.map(({ dayStartsAt }) => dayStartsAt),
    },
  );
  return rows.map(({ userId }) => userId);
}
