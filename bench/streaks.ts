import type { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Knex } from 'knex';
import { Registry } from 'prom-client';
import { createKnex } from '../db/knex.js';
import type { Run } from '../domain/runs/flows.js';
import { forEachConcurrent } from '../lib/for-each-concurrent.js';
import { createLog } from '../log.js';
import { wakeStreak } from '../services/game/wake-streak.js';
import { startOf } from '../services/runs/run-start.js';
import type { WorkflowStarter } from '../services/shared/ports.js';
import { createTemporalClient, createWorkflowStarter } from '../temporal-config/client.js';
import { temporalConnectConfig } from '../temporal-config/connection.js';
import { createWorkers } from '../temporal-config/create-workers.js';
import { createActivityMetrics } from '../temporal-config/metrics/activity-metrics.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { printTable } from './report.js';
import { percentile, percentiles, rounded } from './statistics.js';
import { type TestClock, testClock } from './test-clock.js';

/** Everybody has studied until yesterday, and it is nearly nine at night: of some the warning is due at 21:00, of others at 21:30. */
const NOON = new Date('2031-03-12T12:00:00Z');
const TODAY = '2031-03-12';
const BEGIN = new Date('2031-03-12T20:55:00Z');
/** How much faster than the clock test time is: of 5,000 an hour is six minutes, of few it is one. */
const SPEED = { short: 60, usual: 10 };
const STARTS_AT_ONCE = 16;
/** What every machine does; it is waited for. */
const STARTS_A_SECOND = 15;

interface Setting {
  db: Knex;
  client: Client;
  starter: WorkflowStarter;
  clock: TestClock;
  /** When each student was looked at, in real ms, by id. */
  looks: Map<string, number[]>;
}

/**
 * Live timers of streaks: `keepStreak` and its service as they are, on the engines that `npm start` has, and a worker in
 * this process. Half of the students have a day that begins at midnight, the others at four, so that all warnings fall
 * into one hour. Compressed is the time alone: the service is told a clock that is 10 times as fast (60 in the short form), and its deadline is
 * handed to the workflow as the real instant at which that clock will show it. Temporal's timers, the worker and
 * Postgres do what they always do, as much more often.
 */
export const streaks: Benchmark = { about: 'live streak timers: starts, and an hour in which all fall due', run };

async function run(bench: Bench): Promise<Figures> {
  const { config, isShort, say } = bench;
  const count = isShort ? 300 : 5_000;
  // All must be asleep before the clock starts.
  const startsAt = Date.now() + 20_000 + (count * 1_000) / STARTS_A_SECOND;
  const db = createKnex(config.DATABASE_URL, config.DATABASE_POOL_MAX);
  const client = createTemporalClient(config);
  const starter = createWorkflowStarter(client, config.TASK_QUEUE_PREFIX);
  const setting: Setting = {
    db,
    client,
    starter,
    clock: testClock(BEGIN, isShort ? SPEED.short : SPEED.usual, startsAt),
    looks: new Map(),
  };
  const { connectionOptions, namespace } = temporalConnectConfig(config);
  const connection = await NativeConnection.connect(connectionOptions);
  const log = createLog('error', 'bench');
  const workers = await createWorkers({
    ...{ config: { ...config, WORKER_QUEUES: ['core'] }, connection, namespace, log },
    ...{ faults: { report() {} }, metrics: createActivityMetrics(new Registry()) },
    activities: { wakeStreak: wakeOf(setting) },
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  try {
    const ids = await addStudents(db, count);
    say(`Starting ${count} timers, ${STARTS_AT_ONCE} at once …`);
    const starts = await startAll(setting, ids);
    if (Date.now() > startsAt) throw new Error('the clock started before everybody was asleep');
    say(`An hour of test time begins in ${rounded((startsAt - Date.now()) / 1_000)} s …`);
    const hour = await passHour(setting, ids);
    const events = await eventsOf(setting, ids[0] ?? '');
    return report({ count, starts, hour, events });
  } finally {
    for (const worker of workers) worker.shutdown();
    await running;
    await Promise.allSettled([connection.close(), client.connection.close(), db.destroy()]);
  }
}

/** The activity as the worker has it, by the test's clock. */
const wakeOf = (setting: Setting) => {
  const { db, starter, clock, looks } = setting;
  const deps = { db, starter, log: createLog('silent', 'bench'), clock: clock.now };
  return async (run: Run): Promise<string | null> => {
    const next = await wakeStreak(deps, run);
    looks.set(run.id, [...(looks.get(run.id) ?? []), Date.now()]);
    return next && clock.realTimeOf(next).toISOString();
  };
};

async function addStudents(db: Knex, count: number): Promise<string[]> {
  await db.raw(
    `INSERT INTO users (id, email, role, status)
     SELECT gen_random_uuid(), 'streak' || n || '@example.org', 'student', 'active' FROM generate_series(1, ?) AS n`,
    [count],
  );
  await db.raw(`INSERT INTO user_profiles (user_id, display_name) SELECT id, 'Student' FROM users`);
  await db.raw(`INSERT INTO user_preferences (user_id, day_starts_at)
    SELECT user_id, CASE WHEN row_number() OVER () % 2 = 0 THEN 0 ELSE 4 END FROM user_profiles`);
  await db.raw(
    `INSERT INTO streaks (id, length, started_on, longest, through, status, run_no, workflow_id, next_check_at, wake_at)
     SELECT id, 3, CAST(:today AS date) - 3, 3, CAST(:today AS date) - 1, 'running', 1, 'streak:' || id || ':1', :at, :at FROM users`,
    { today: TODAY, at: NOON },
  );
  return db('users').pluck('id');
}

/** @returns ms of each start call, and of all until everybody has been looked at once and sleeps */
async function startAll({ starter, looks }: Setting, ids: string[]): Promise<{ calls: number[]; totalMs: number }> {
  const calls: number[] = [];
  const began = performance.now();
  await forEachConcurrent(STARTS_AT_ONCE, ids, undefined, async (id) => {
    const called = performance.now();
    await starter.start(startOf('keepStreak', { id, runNo: 1, userId: id }));
    calls.push(performance.now() - called);
  });
  await until(() => looks.size === ids.length, 300_000);
  return { calls, totalMs: performance.now() - began };
}

interface Hour {
  /** Real ms from the first to the last warning. */
  spanMs: number;
  /** Real ms by which each was late. */
  late: number[];
  /** Timers that did not wake, and those that woke more often than they had to. */
  lost: number;
  twice: number;
  /** Students who were not warned: their timers woke so late that it was after ten at night. */
  unwarned: number;
}

/** Lets the hour pass. The timers were set while the clock stood still, to the real instants of their deadlines. */
async function passHour({ db, clock, looks }: Setting, ids: string[]): Promise<Hour> {
  const due = new Map<string, number>();
  const rows: { id: string; wakeAt: Date }[] = await db('streaks').select('id', 'wakeAt');
  for (const { id, wakeAt } of rows) due.set(id, clock.realTimeOf(wakeAt).getTime());
  const end = clock.realTimeOf(new Date(BEGIN.getTime() + 65 * 60_000)).getTime();
  await until(() => Date.now() > end && [...looks.values()].every(({ length }) => length >= 2), 600_000).catch(
    () => {},
  );
  const seconds = ids.flatMap((id) => looks.get(id)?.[1] ?? []);
  const warned = await db('streaks').where({ warnedOn: TODAY }).count('* as n').first();
  const notices = await db('notices').where({ kind: 'streak-at-risk' }).count('* as n').first();
  const late = ids.flatMap((id) => {
    const at = looks.get(id)?.[1];
    return at === undefined ? [] : [at - (due.get(id) ?? 0)];
  });
  if (Number(notices?.n) !== Number(warned?.n)) throw new Error('not everybody who was warned has a notice');
  return {
    spanMs: Math.max(...seconds) - Math.min(...seconds),
    late,
    lost: ids.filter((id) => (looks.get(id)?.length ?? 0) < 2).length,
    twice: [...looks.values()].filter(({ length }) => length > 2).length,
    unwarned: ids.length - Number(warned?.n),
  };
}

/** Events of a history by what they belong to, counted in a real one: the start with its look, and another look. */
async function eventsOf({ client }: Setting, id: string): Promise<{ start: number; look: number }> {
  const { events } = await client.workflow.getHandle(`streak:${id}:1`).fetchHistory();
  const timers = (events ?? []).flatMap(({ timerStartedEventAttributes: timer }, index) => (timer ? [index] : []));
  const [first = 0, second = 0] = timers;
  return { start: first + 1, look: second - first };
}

async function until(isDone: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!isDone()) {
    if (performance.now() > end) throw new Error('it took too long');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Measured {
  count: number;
  starts: { calls: number[]; totalMs: number };
  hour: Hour;
  events: { start: number; look: number };
}

function report({ count, starts, hour, events }: Measured): Figures {
  const startsPerSecond = rounded(count / (starts.totalMs / 1_000), 1);
  const startMs = percentiles(starts.calls);
  const lateMs = { p50: rounded(percentile(hour.late, 0.5)), p95: rounded(percentile(hour.late, 0.95)) };
  const wakeUpsPerSecond = rounded(count / (hour.spanMs / 1_000), 1);
  // 30 warnings, then it continues as new, which costs a start.
  const eventsAMonth = events.start + 29 * events.look;
  printTable(
    [`${count} timers`, ''],
    [
      ['start call, ms: p50, p95', `${startMs.p50}, ${startMs.p95}`],
      ['starts a second, each with its first look', String(startsPerSecond)],
      ['wake-ups a second in the hour', String(wakeUpsPerSecond)],
      ['late by, real ms: p50, p95', `${lateMs.p50}, ${lateMs.p95}`],
      ['lost, twice, too late to warn', `${hour.lost}, ${hour.twice}, ${hour.unwarned}`],
      ['events of a start, of a wake-up', `${events.start}, ${events.look}`],
      ['events a student and month', String(eventsAMonth)],
    ],
  );
  return { count, startMs, startsPerSecond, wakeUpsPerSecond, lateMs, ...hour, late: undefined, events, eventsAMonth };
}
