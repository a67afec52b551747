import type { LeagueMember } from '../../../db/models/league-member.js';
import type { SeenMember } from '../../../db/queries/league-views.js';
import type { Standing } from '../../../domain/social/leagues/standings.js';
import type { LeagueInView } from '../../../services/leagues/read-league.js';

const presentPlace = ({ rank, xp, outcome }: Standing<SeenMember>) => ({ rank, xp, outcome });

/** A league of this week as a student sees it. */
export const presentLeague = ({ endsAt, cohort, ...league }: LeagueInView, userId: string) => ({
  ...league,
  endsAt: endsAt.toISOString(),
  cohort: cohort && {
    students: cohort.students,
    upTo: cohort.upTo,
    downFrom: cohort.downFrom,
    own: presentPlace(cohort.own),
    lines: cohort.lines.map((line) => ({
      ...presentPlace(line),
      displayName: line.displayName,
      isOwn: line.userId === userId,
    })),
  },
});

/** A week of a student's leagues. */
export const presentWeek = ({ week, tier, students, rank, xp, outcome }: LeagueMember) => ({
  ...{ week, tier, students, rank, xp, outcome },
});
