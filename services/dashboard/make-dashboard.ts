import type { Knex } from 'knex';
import type { StudentNow } from '../../db/queries/dashboard.js';
import { DASHBOARD_PARTS, type DashboardPart, type PartRows } from '../../db/queries/dashboard-parts.js';
import { mondayOf } from '../../domain/game/calendar-day.js';
import { type ExplainedDay, explainDays } from '../../domain/game/streak/explain-days.js';
import type { Pause } from '../../domain/game/streak/pauses.js';
import { NO_STREAK } from '../../domain/game/streak/state.js';
import { type StreakView, viewStreak } from '../../domain/game/streak/view-streak.js';
import { boundsOf, type DayBounds } from '../../domain/game/study-calendar.js';
import { type FirstStep, firstSteps } from '../../domain/learning/first-steps.js';
import { countLeft } from '../../domain/learning/reviews/pick-due.js';
import { recommend } from '../../domain/recommendations/recommend.js';
import type { Recommendation } from '../../domain/recommendations/recommendation.js';
import { isStudyDay } from '../../domain/recommendations/study-days.js';
import { around } from '../../domain/social/boards/shown-lines.js';
import { type Competitor, type Standing, standingsOf } from '../../domain/social/leagues/standings.js';
import { rankLines } from '../../domain/social/ranks.js';
import { factsOf, USUAL_MINUTES } from '../recommendations/gather-facts.js';
import type { Clock } from '../shared/clock.js';
import type { Log } from '../shared/ports.js';
import { gatherParts } from './gather-parts.js';

/** Places above and below one's own that are shown. */
const NEXT_ON_BOARD = 1;

/** A study day of the week. */
export interface WeekDay {
  day: string;
  minutes: number;
  xp: number;
  outcome: ExplainedDay['outcome'];
}

/** Who stands next to a student on the last board of a week, among friends. */
export interface BoardPreview {
  day: string;
  /** ISO 8601. */
  computedAt: string;
  /** The student's own, with one above and one below it; none for who has no XP on it. */
  lines: { userId: string; displayName: string; rank: number; xp: number }[];
}

/** A student's place in the league of this week. */
export interface LeaguePreview {
  /** Its Monday by UTC. */
  week: string;
  tier: number;
  students: number;
  own: Standing<Competitor>;
}

/** The parts of a dashboard as they are shown. */
export interface DashboardParts
  extends Omit<PartRows, 'week' | 'reviews' | 'firstSteps' | 'recommendations' | 'leaderboard' | 'league'> {
  /** From Monday to today. */
  week: WeekDay[];
  /** Cards that today has room for. */
  reviews: number;
  firstSteps: FirstStep[];
  recommendations: Recommendation[];
  leaderboard: BoardPreview | null;
  league: LeaguePreview | null;
}

/** What a student sees first; of parts that could not be had there is nothing. */
export interface Dashboard {
  streak: StreakView;
  /** The pause that goes on, or else the next one. */
  pause: Pause | null;
  bounds: DayBounds;
  goal: { minutes: number; isStudyDay: boolean };
  parts: Partial<DashboardParts>;
  missing: DashboardPart[];
  /** From when on it is another. */
  until: Date;
}

/** What parts are made with. */
interface At {
  student: StudentNow;
  streak: StreakView;
}

/**
 * Makes the dashboard of a student who was read with the version. A part that fails or is late is missing.
 * @throws what the database throws where it gives no part at all
 */
export async function makeDashboard(
  deps: { db: Knex; clock: Clock; log: Log },
  student: StudentNow,
): Promise<Dashboard> {
  const now = deps.clock();
  const { userId, calendar, pauses, dailyMinutes, studyDays } = student;
  const streak = viewStreak(student.streak ?? NO_STREAK, { calendar, pauses }, now);
  const { today } = streak;
  const bounds = boundsOf(calendar, today);
  const day = { userId, today, startsAt: bounds.start, weekFrom: mondayOf(today), now };
  const parts = makeParts(await gatherParts(deps, day), { student, streak }, deps.log);
  const closesAt = parts.quiz?.closesAt;
  return {
    ...{ streak, bounds, parts },
    pause: pauses.find(({ lastDay }) => lastDay >= today) ?? null,
    goal: { minutes: dailyMinutes ?? USUAL_MINUTES, isStudyDay: isStudyDay(today, studyDays) },
    missing: DASHBOARD_PARTS.filter((part) => parts[part] === undefined),
    until: closesAt && new Date(closesAt) < bounds.end ? new Date(closesAt) : bounds.end,
  };
}

const MAKE: { [Part in DashboardPart]?: (row: PartRows[Part], at: At) => DashboardParts[Part] } = {
  week: ({ minutes, xp, outcomes }, { student, streak }) =>
    explainDays({ from: mondayOf(streak.today), to: streak.today }, [], streak, student).map(({ day, outcome }) => ({
      ...{ day, minutes: minutes[day] ?? 0, xp: xp[day] ?? 0, outcome: outcomes[day] ?? outcome },
    })),
  reviews: countLeft,
  firstSteps: (begun, { student }) => firstSteps({ ...begun, subjects: student.subjectIds.length > 0 }),
  leaderboard: (board, { student }) =>
    board && { ...board, lines: around(rankLines(board.lines), student.userId, NEXT_ON_BOARD) },
  league: (league, { student }) => league && previewLeague(league, student.userId),
  recommendations(row, { student, streak }) {
    if ('items' in row) return row.items;
    const wish = { ...student, through: streak.state.through };
    const facts = factsOf({ wish, calendar: student.calendar, day: streak.today }, row);
    return recommend(facts, row.catalog ?? []);
  },
};

function previewLeague({ week, tier, members }: NonNullable<PartRows['league']>, userId: string): LeaguePreview | null {
  const competitors = members.map(({ at, ...member }) => ({ ...member, at: at === null ? null : new Date(at) }));
  const own = standingsOf(tier, competitors).find((one) => one.userId === userId);
  return own ? { week, tier, students: members.length, own } : null;
}

/** Each for itself: one that cannot be made is missing, and no more. */
function makeParts(rows: Partial<PartRows>, at: At, log: Log): Partial<DashboardParts> {
  const made: Partial<Record<DashboardPart, unknown>> = {};
  for (const part of Object.keys(rows) as DashboardPart[]) {
    const make = MAKE[part] as ((row: unknown, at: At) => unknown) | undefined;
    try {
      made[part] = make ? make(rows[part], at) : rows[part];
    } catch (error) {
      log.error({ part, error: (error as Error).name }, 'a part of a dashboard could not be made');
    }
  }
  return made as Partial<DashboardParts>;
}
