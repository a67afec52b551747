import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { DayRuleRow } from '../../../db/models/day-rule.js';
import { Notice } from '../../../db/models/notice.js';
import { Streak } from '../../../db/models/streak.js';
import { StreakDay } from '../../../db/models/streak-day.js';
import { StreakPause } from '../../../db/models/streak-pause.js';
import { UserAchievement } from '../../../db/models/user-achievement.js';
import { UserLevel } from '../../../db/models/user-level.js';
import { UserStats } from '../../../db/models/user-stats.js';
import { XpLog } from '../../../db/models/xp-log.js';
import { workflowIdOf } from '../../../domain/runs/flows.js';
import { type Columns, insertRow } from './insert-row.js';

const HOUR_MS = 3_600_000;
const IN_AN_HOUR = () => new Date(Date.now() + HOUR_MS);

/** A streak of a day that has ended; a running one is looked at in an hour. */
export function buildStreak(db: Knex, { userId, ...columns }: Columns<Streak> & { userId: string }): Promise<Streak> {
  const { runNo = 1, status = 'ended' } = columns;
  const run =
    status === 'running'
      ? { length: 1, startedOn: '2026-03-02', finishedAt: null, nextCheckAt: IN_AN_HOUR(), wakeAt: IN_AN_HOUR() }
      : { length: 0, startedOn: null, finishedAt: new Date(), nextCheckAt: null, wakeAt: null };
  return insertRow(Streak, db, {
    ...{ id: userId, status, runNo, longest: 1, through: '2026-03-02', zoneData: process.versions.tz ?? null },
    workflowId: workflowIdOf('keepStreak', { id: userId, runNo }),
    ...run,
    ...columns,
  });
}

/** A day of a streak that was studied, told by UTC and 4 o'clock. */
export function buildStreakDay(db: Knex, columns: Columns<StreakDay, 'userId'>): Promise<StreakDay> {
  const { day = '2026-03-02', outcome = 'studied' } = columns;
  const startsAt = new Date(`${day}T04:00:00Z`);
  return insertRow(StreakDay, db, {
    ...{ day, outcome, timeZone: 'UTC', dayStartsAt: 4, studied: outcome === 'studied' },
    ...{ startsAt, endsAt: new Date(startsAt.getTime() + 24 * HOUR_MS) },
    ...columns,
  });
}

/** A pause of a week that is over. */
export const buildPause = (db: Knex, columns: Columns<StreakPause, 'userId'>): Promise<StreakPause> =>
  insertRow(StreakPause, db, { firstDay: '2026-02-02', lastDay: '2026-02-08', ...columns });

/** A line of the ledger: 15 XP for a question. */
export const buildXpLine = (db: Knex, columns: Columns<XpLog, 'userId'>): Promise<XpLog> =>
  insertRow(XpLog, db, {
    ...{ id: randomUUID(), cause: `question:${randomUUID()}`, kind: 'question', requested: 15, granted: 15 },
    ...{ studyDay: '2026-03-02', timeZone: 'UTC', dayStartsAt: 4, earnedAt: new Date('2026-03-02T12:00:00Z') },
    ...columns,
  });

export const buildLevel = (db: Knex, columns: Columns<UserLevel, 'userId'>): Promise<UserLevel> =>
  insertRow(UserLevel, db, { xp: 15, level: 1, ...columns });

/** The counters of somebody who had one question answered. */
export const buildStats = (db: Knex, columns: Columns<UserStats, 'userId'>): Promise<UserStats> =>
  insertRow(UserStats, db, { version: 1, stats: { questionsAnswered: 1 }, ...columns });

export const buildAchievement = (db: Knex, columns: Columns<UserAchievement, 'userId'>): Promise<UserAchievement> =>
  insertRow(UserAchievement, db, { key: 'first-answer', earnedAt: new Date(), ...columns });

/** A notice that nobody has seen. */
export const buildNotice = (db: Knex, columns: Columns<Notice, 'userId'>): Promise<Notice> =>
  insertRow(Notice, db, { kind: 'level-up', topic: randomUUID(), facts: { level: 2 }, ...columns });

/** A rule of study days that holds since the beginning of 2026. */
export const buildDayRule = (db: Knex, columns: Columns<DayRuleRow, 'userId'>): Promise<DayRuleRow> =>
  insertRow(DayRuleRow, db, {
    startsAt: new Date('2026-01-01T00:00:00Z'),
    timeZone: 'UTC',
    dayStartsAt: 4,
    ...columns,
  });
