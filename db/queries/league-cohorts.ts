import { type Cohort, placesOf } from '../../domain/social/leagues/cohorts.js';
import { timeOfWeek } from '../../domain/social/weeks.js';

/** SQL over a member `m` and the bindings of a cohort. */
export const IN_COHORT = 'm.week = :week AND m.tier = :tier AND m.pool = :pool AND m.place BETWEEN :first AND :last';

/** A cohort, with its places and the time of its week, as bindings. */
export const bindingsOf = ({ week, tier, pool, no }: Cohort) => ({
  ...{ week, tier, pool },
  ...placesOf({ no }),
  ...timeOfWeek(week),
});

/** SQL of the XP of a member `m` in the week from `:from` to `:to`, and of when it changed last. */
export const XP_OF_WEEK = `SELECT COALESCE(sum(x.granted), 0) AS xp, max(x.created_at) FILTER (WHERE x.granted <> 0) AS at
  FROM xp_logs x WHERE x.user_id = m.user_id AND x.created_at >= :from AND x.created_at < :to`;
