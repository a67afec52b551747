import { mondayOf } from '../../../domain/game/calendar-day.js';
import { xpOfLevel } from '../../../domain/game/levels.js';
import { noticeText } from '../../../domain/game/notices.js';
import type {
  BoardPreview,
  Dashboard,
  DashboardParts,
  LeaguePreview,
} from '../../../services/dashboard/make-dashboard.js';
import { presentStreak } from '../gamification/presenter.js';
import { presentRecommendation } from '../recommendations/presenter.js';

/** ISO 8601, of what Postgres has put into JSON. */
const instantOf = (at: string): string => new Date(at).toISOString();
const begun = <T extends { startedAt: string }>(one: T): T => ({ ...one, startedAt: instantOf(one.startedAt) });
const sum = <Key extends string>(rows: readonly Record<Key, number>[], key: Key): number =>
  rows.reduce((total, row) => total + row[key], 0);

/** A dashboard as its student sees it; what is missing is null. */
export function presentDashboard(userId: string, { bounds, goal, streak, pause, parts, missing }: Dashboard) {
  const { week, level, reviews, firstSteps } = parts;
  const now = week?.find(({ day }) => day === streak.today);
  return {
    missing,
    today: {
      ...{ studyDay: streak.today, endsAt: bounds.end.toISOString() },
      ...{ goalMinutes: goal.minutes, isStudyDay: goal.isStudyDay },
      ...{ minutes: now?.minutes ?? null, xp: now?.xp ?? null },
    },
    week: week ? presentWeek(week) : null,
    level: level ? { ...level, levelXp: xpOfLevel(level.level), nextLevelXp: xpOfLevel(level.level + 1) } : null,
    streak: presentStreak(streak),
    pause: pause && { from: pause.firstDay, to: pause.lastDay },
    recommendations: parts.recommendations?.map(presentRecommendation(userId)) ?? null,
    weakTopics: parts.weakTopics ?? null,
    continue: presentContinue(parts),
    reviews: reviews === undefined ? null : { due: reviews },
    work: parts.work ? presentWork(parts.work) : null,
    notices: parts.notices ? presentNotices(parts.notices) : null,
    firstSteps:
      firstSteps?.map(({ request: { method, path }, ...step }) => ({
        ...{ ...step, request: { method, path: `/api/v1${path}` } },
      })) ?? null,
    leaderboard: parts.leaderboard ? presentBoard(userId, parts.leaderboard) : null,
    league: parts.league ? presentLeague(parts.league) : null,
  };
}

const presentWeek = (week: DashboardParts['week']) => ({
  ...{ minutes: sum(week, 'minutes'), xp: sum(week, 'xp') },
  days: week.map(({ day, minutes, xp, outcome }) => ({ studyDay: day, minutes, xp, streak: outcome })),
});

function presentContinue({ lesson = null, quiz = null, material = null }: Partial<DashboardParts>) {
  return { lesson, quiz: quiz && presentQuiz(quiz), material: material && presentMaterial(material) };
}

const presentMaterial = ({ id, title, usedAt }: NonNullable<DashboardParts['material']>) => ({
  ...{ id, title, usedAt: instantOf(usedAt) },
});

const presentQuiz = ({ closesAt: _, deadline, pausedAt, ...quiz }: NonNullable<DashboardParts['quiz']>) => ({
  ...begun(quiz),
  deadline: deadline && instantOf(deadline),
  pausedAt: pausedAt && instantOf(pausedAt),
});

const presentWork = ({ materials, quizzes, questions }: DashboardParts['work']) => ({
  ...{ materials: materials.map(begun), quizzes: quizzes.map(begun), questions: questions.map(begun) },
});

const presentBoard = (ownId: string, { day, computedAt, lines }: BoardPreview) => ({
  ...{ from: mondayOf(day), through: day, computedAt: instantOf(computedAt) },
  lines: lines.map(({ userId, ...line }) => ({ ...line, isOwn: userId === ownId })),
});

const presentLeague = ({ week, tier, students, own: { rank, xp, outcome } }: LeaguePreview) => ({
  ...{ week, tier, students, rank, xp, outcome },
});

const presentNotices = ({ unseen, latest }: DashboardParts['notices']) => ({
  unseen,
  latest: latest.map(({ id, kind, facts, createdAt }) => ({
    ...{ id, kind, text: noticeText(kind, facts), facts, seenAt: null, createdAt: instantOf(createdAt) },
  })),
});
