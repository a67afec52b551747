import type { StreakPause } from '../../../db/models/streak-pause.js';
import type { UserAchievement } from '../../../db/models/user-achievement.js';
import type { XpLine } from '../../../db/queries/xp.js';
import { ACHIEVEMENTS, type Achievement, progressOf } from '../../../domain/game/achievements.js';
import { xpOfLevel } from '../../../domain/game/levels.js';
import type { Stats } from '../../../domain/game/stats.js';
import type { ExplainedDay } from '../../../domain/game/streak/explain-days.js';
import { daysToFreeze } from '../../../domain/game/streak/state.js';
import type { StreakView } from '../../../domain/game/streak/view-streak.js';
import { DAILY_CAPS, type XpKind } from '../../../domain/game/xp.js';
import { xpReason } from '../../../domain/game/xp-reason.js';
import type { GameStatus } from '../../../services/game/read-game-status.js';

/** Where in the API the cause of a line is found, by its kind. */
const LINKS: Partial<Record<XpKind, (id: string) => string>> = {
  question: (id) => `/api/v1/ai/doubt/messages/${id}`,
  lesson: (id) => `/api/v1/lessons/by-id/${id}`,
  review: (id) => `/api/v1/cards/${id}`,
};

/** A line of the ledger as the student sees it. */
export const presentXpLine = (line: XpLine) => ({
  id: line.id,
  kind: line.kind,
  xp: line.granted,
  requested: line.requested,
  reason: xpReason(line),
  link: (line.sourceId !== null && LINKS[line.kind]?.(line.sourceId)) || null,
  studyDay: line.studyDay,
  timeZone: line.timeZone,
  dayStartsAt: line.dayStartsAt,
  earnedAt: line.earnedAt.toISOString(),
  createdAt: line.createdAt.toISOString(),
});

const presentAchievement = (achievement: Achievement, stats: Stats, earnedAt: Date | undefined) => {
  const { key, title, description } = achievement;
  const progress = earnedAt ? 1 : progressOf(achievement, stats);
  return { key, title, description, progress, earnedAt: earnedAt?.toISOString() ?? null };
};

/** All achievements, but for secret ones that are not earned. */
export function presentAchievements(stats: Stats, earned: readonly UserAchievement[]) {
  const earnedAt = new Map(earned.map((one) => [one.key, one.earnedAt]));
  const shown = ACHIEVEMENTS.filter(({ key, isSecret }) => !isSecret || earnedAt.has(key));
  return {
    data: shown.map((one) => presentAchievement(one, stats, earnedAt.get(one.key))),
    secretsLeft: ACHIEVEMENTS.length - shown.length,
  };
}

/** A streak as it is now. */
export const presentStreak = ({ state, todayIs, atRiskUntil }: StreakView) => ({
  days: state.length,
  longest: state.longest,
  startedOn: state.startedOn,
  today: todayIs,
  atRiskUntil: atRiskUntil?.toISOString() ?? null,
  freezes: state.freezes,
  daysToFreeze: daysToFreeze(state),
});

export const presentPause = ({ id, firstDay, lastDay }: StreakPause) => ({ id, from: firstDay, to: lastDay });

/** A study day of a streak's calendar. */
export const presentDay = ({ day, outcome, reason, startsAt, endsAt, ...rule }: ExplainedDay) => ({
  day,
  state: outcome,
  why: reason,
  timeZone: rule.timeZone,
  dayStartsAt: rule.dayStartsAt,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

/** Achievements that the status shows. */
const LATEST = 3;

/** A student's game at a glance. */
export const presentStatus = ({ xp, level, streak, bounds, change, granted, stats, earned }: GameStatus) => ({
  xp,
  level,
  levelXp: xpOfLevel(level),
  nextLevelXp: xpOfLevel(level + 1),
  streak: presentStreak(streak),
  today: {
    studyDay: streak.today,
    endsAt: bounds.end.toISOString(),
    timeZone: bounds.rule.timeZone,
    dayStartsAt: bounds.rule.dayStartsAt,
    change: change
      ? { from: change.from.toISOString(), timeZone: change.timeZone, dayStartsAt: change.dayStartsAt }
      : null,
    caps: (Object.entries(DAILY_CAPS) as [XpKind, number][]).map(([kind, most]) => ({
      ...{ kind, xp: granted[kind] ?? 0, most },
    })),
  },
  latestAchievements: earned.slice(0, LATEST).flatMap(({ key, earnedAt }) => {
    const achievement = ACHIEVEMENTS.find((one) => one.key === key);
    return achievement ? [presentAchievement(achievement, stats, earnedAt)] : [];
  }),
});
