import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import { createKnex } from '../../db/knex.js';
import { addDays } from '../../domain/game/calendar-day.js';
import { NO_STREAK } from '../../domain/game/streak/state.js';
import { nextWakeUp } from '../../domain/game/streak/wake-ups.js';
import { dayAt, type StudyCalendar } from '../../domain/game/study-calendar.js';
import { startOf } from '../../services/runs/run-start.js';
import type { WorkflowStarter } from '../../services/shared/ports.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { eventually } from '../support/eventually.js';
import { buildDayRule, buildPreferences, buildStreak, buildStudent } from '../support/factories/index.js';
import { openPrivateStack, type PrivateStack } from '../support/private-stack.js';
import { HOUR, MINUTE } from '../support/times.js';

let stack: PrivateStack;
let db: Knex;
let client: Client;
let starter: WorkflowStarter;
beforeAll(async () => {
  stack = await openPrivateStack();
  db = createKnex(stack.config.DATABASE_URL, 2);
  client = createTemporalClient(stack.config);
  starter = createWorkflowStarter(client, stack.config.TASK_QUEUE_PREFIX);
});
afterAll(async () => {
  await client.connection.close();
  await db.destroy();
  await stack.close();
});

/** A zone in which it is noon now: no warning falls into the night. */
function zoneAtNoon(): string {
  const hours = 12 - new Date().getUTCHours();
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

const zone = { timeZone: zoneAtNoon(), dayStartsAt: 4 };

/** Days of which today began so that it has 24 hours when it ends then. */
const calendarOf = (end: Date): StudyCalendar => [
  { from: new Date(0), ...zone },
  { from: new Date(end.getTime() - 24 * HOUR), ...zone },
  { from: end, ...zone },
];

/** How much later than others of the zone a student is warned, in ms. */
function spreadOf(userId: string): number {
  const [now, end] = [new Date(), new Date(Date.now() + 4 * HOUR)];
  const calendar = calendarOf(end);
  const state = { ...NO_STREAK, length: 3, through: addDays(dayAt(calendar, now), -1) };
  const wakeUp = nextWakeUp(state, { calendar, pauses: [] }, { now, userId, warnedOn: null });
  return (wakeUp?.getTime() ?? 0) - (end.getTime() - 3 * HOUR);
}

/** The id of somebody who is warned with the first of the zone: else the first look would be late enough to warn. */
function earlyId(): string {
  for (;;) {
    const id = randomUUID();
    if (spreadOf(id) < 5_000) return id;
  }
}

async function writeCalendar(userId: string, calendar: StudyCalendar): Promise<void> {
  await db('day_rules').where({ userId }).delete();
  for (const { from, ...rule } of calendar) await buildDayRule(db, { userId, startsAt: from, ...rule });
}

/** Has studied until yesterday; the timer sleeps until the warning of today, which is due then. */
async function sleeper(due: Date, freezes: number): Promise<{ id: string; today: string }> {
  const { id } = await buildStudent(db, { id: earlyId() });
  await buildPreferences(db, { userId: id, streakMails: true });
  const calendar = calendarOf(new Date(due.getTime() - spreadOf(id) + 3 * HOUR));
  await writeCalendar(id, calendar);
  const today = dayAt(calendar, new Date());
  const through = addDays(today, -1);
  await buildStreak(db, { userId: id, status: 'running', length: 3, longest: 3, freezes, through, wakeAt: due });
  await starter.start(startOf('keepStreak', { id, runNo: 1, userId: id }));
  await eventually(async () => (await detailsOf(id).catch(() => '')) === `Asleep until ${due.toISOString()}.`);
  return { id, today };
}

const run = (id: string) => client.workflow.getHandle(`streak:${id}:1`);
const detailsOf = async (id: string) =>
  ((await run(id).query('__temporal_workflow_metadata')) as { currentDetails: string }).currentDetails;

/**
 * Ends a student's day while the timer sleeps, as long ago as it takes for the timer to be due to judge it when it
 * wakes: a test cannot wait for the end of a day.
 */
const endDay = ({ id }: { id: string }, due: Date) =>
  writeCalendar(id, calendarOf(new Date(due.getTime() - 10 * MINUTE - spreadOf(id))));

/** What is told and written of a student. */
async function outcomeOf({ id, today }: { id: string; today: string }) {
  const { runNo, status, length, warnedOn } = await db('streaks').where({ id }).first();
  const notices = await db('notices').where({ userId: id }).orderBy('kind');
  return {
    ...{ runNo, status, length, wasWarned: warnedOn === today },
    days: await db('streak_days').where({ userId: id }).orderBy('day').select('day', 'outcome'),
    notices: notices.map(({ kind }) => kind),
    mails: await db('mails').where({ userId: id }).pluck('kind'),
  };
}

/** The instants at which a timer's first sleep began and ended, and how often the row was looked at. */
async function sleepOf(id: string) {
  const { events } = await run(id).fetchHistory();
  const all = events ?? [];
  const at = (event: (typeof all)[number] | undefined) => Number(event?.eventTime?.seconds) * 1_000;
  return {
    began: at(all.find(({ timerStartedEventAttributes: started }) => started)),
    ended: at(all.find(({ timerFiredEventAttributes: fired }) => fired)),
    looks: all.filter(({ activityTaskCompletedEventAttributes: completed }) => completed).length,
  };
}

test('a streak’s timer outlives a kill of Temporal and of the worker: it warns and settles, each once', async () => {
  const due = new Date(Date.now() + 60 * 1_000);
  const [warned, frozen, broken] = await Promise.all([sleeper(due, 0), sleeper(due, 1), sleeper(due, 0)]);
  await endDay(frozen, due);
  await endDay(broken, due);
  const killedAt = Date.now();
  await Promise.all([stack.kill('temporal'), stack.kill('worker')]);
  await Promise.all([stack.back('temporal'), stack.back('worker')]);

  expect(await run(broken.id).result()).toBe('ended');
  for (const { id } of [warned, frozen]) await eventually(async () => (await sleepOf(id)).looks === 2);
  expect(await outcomeOf(warned)).toEqual({
    ...{ runNo: 1, status: 'running', length: 3, wasWarned: true, days: [] },
    ...{ notices: ['streak-at-risk'], mails: ['streak-at-risk'] },
  });
  expect(await outcomeOf(frozen)).toEqual({
    ...{ runNo: 1, status: 'running', length: 3, wasWarned: false, days: [{ day: frozen.today, outcome: 'frozen' }] },
    ...{ notices: ['freeze-spent'], mails: [] },
  });
  expect(await outcomeOf(broken)).toEqual({
    ...{ runNo: 1, status: 'ended', length: 0, wasWarned: false, days: [{ day: broken.today, outcome: 'missed' }] },
    ...{ notices: [], mails: [] },
  });
  for (const { id } of [warned, frozen, broken]) {
    const { began, ended, looks } = await sleepOf(id);
    expect(began).toBeLessThan(killedAt);
    expect(ended).toBeGreaterThan(killedAt);
    expect(looks).toBe(2);
  }
});
