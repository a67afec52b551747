import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { rowFigures } from '../../db/queries/figures.js';
import { FLOW_NAMES } from '../../domain/runs/flows.js';
import { utcDay } from '../../domain/utc-day.js';
import {
  buildAiCall,
  buildErasure,
  buildMail,
  buildMaterial,
  buildSpending,
  buildStreak,
  buildStudent,
} from '../support/factories/index.js';
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);
const read = () => rowFigures(data.db, { now: new Date(), secondPassMinutes: 75 });

test('where nothing is open there are no rows, and the budget is whole', async () => {
  const nothing = { openRows: [], failedMails: 0, overdueErasures: 0, spent: { micros: 0, tokens: 0 } };
  expect(await read()).toEqual({ ...nothing, unfinishedBoardsSeconds: 0, aiFailingSince: null });
});

test('open rows are counted by flow and state, timers only when they are late', async () => {
  const { db } = data;
  const [student, other] = [await buildStudent(db), await buildStudent(db)];
  for (const status of ['queued', 'queued', 'processing', 'ready', 'failed'] as const) {
    await buildMaterial(db, { ownerId: student.id, status });
  }
  await db('materials')
    .where({ status: 'queued' })
    .update({ updatedAt: hoursAgo(1) });
  await buildStreak(db, { userId: student.id, status: 'running', nextCheckAt: hoursAgo(2) });
  await buildStreak(db, { userId: other.id, status: 'running', nextCheckAt: hoursAgo(-2) });
  const { openRows } = await read();
  expect(openRows.map(({ flow, state, count }) => [flow, state, count])).toEqual([
    ['ingestMaterial', 'queued', 2],
    ['ingestMaterial', 'processing', 1],
    ['keepStreak', 'late', 1],
  ]);
  const [queued, , late] = openRows.map(({ oldestSeconds }) => Math.round(oldestSeconds / 600));
  expect([queued, late]).toEqual([6, 12]);
});

test('rows that nobody may work on, since their owner is suspended, are not counted as waiting', async () => {
  const { db } = data;
  const before = (await read()).openRows;
  const { id } = await buildStudent(db, { status: 'suspended' });
  await buildMaterial(db, { ownerId: id, status: 'queued' });
  await buildStreak(db, { userId: id, status: 'running', nextCheckAt: hoursAgo(9) });
  expect((await read()).openRows.map(({ count }) => count)).toEqual(before.map(({ count }) => count));
  // A removal goes on whatever becomes of the account.
  await buildMaterial(db, { ownerId: id, status: 'deleting' });
  expect((await read()).openRows.map(({ flow }) => flow)).toContain('deleteMaterial');
});

test('boards wait since a planned day that is not finished last came on', async () => {
  const waiting = async () => Math.round((await read()).unfinishedBoardsSeconds / 3_600);
  const run = (day: string, hours: number, columns = {}) =>
    data.db('leaderboard_runs').insert({ day, isPlanned: true, updatedAt: hoursAgo(hours), ...columns });
  await run('2026-03-01', 90, { finishedAt: hoursAgo(90) });
  await run('2026-03-02', 80, { isPlanned: false });
  expect(await waiting()).toBe(0);
  await run('2026-03-03', 30);
  await run('2026-03-04', 6);
  expect(await waiting()).toBe(30);
});

test('mails count that failed within a day, and erasures an hour after their second pass', async () => {
  const { db } = data;
  const student = await buildStudent(db);
  for (const hours of [1, 23, 25]) {
    await buildMail(db, { userId: student.id, status: 'failed', finishedAt: hoursAgo(hours) });
  }
  await buildMail(db, { userId: student.id, status: 'sent' });
  for (const hours of [3, 2, -24]) {
    const { id: userId } = await buildStudent(db);
    await buildErasure(db, { userId, status: 'processing', eraseAt: hoursAgo(hours) });
  }
  expect(await read()).toMatchObject({ failedMails: 2, overdueErasures: 1 });
});

test('what is spent of the budget is that of all together, of the day that is asked for', async () => {
  const { db } = data;
  const { id: userId } = await buildStudent(db);
  const day = utcDay(new Date());
  await buildSpending(db, { userId: null, day, spentMicros: 30, spentTokens: 7 });
  await buildSpending(db, { userId, day, spentMicros: 20 });
  await buildSpending(db, { userId: null, day: '2020-01-01', spentMicros: 10 });
  expect((await read()).spent).toEqual({ micros: 30, tokens: 7 });
});

test('of tables of open rows none is read as a whole', async () => {
  const { db } = data;
  const statements: string[] = [];
  const tell = ({ sql }: { sql: string }) => void statements.push(sql);
  db.on('query', tell);
  await read();
  db.off('query', tell);
  const sql = statements.find((statement) => statement.includes('json_agg')) ?? '';
  const plan = await db.transaction(async (trx) => {
    // Tables are small here: with whole reads forbidden, what an index cannot serve still shows as one.
    await trx.raw('SET LOCAL enable_seqscan = off');
    const explained = await trx.raw(`EXPLAIN ${sql.replaceAll(/\$\d+|\?/g, 'NULL')}`);
    return explained.rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n') as string;
  });
  expect(plan).not.toMatch(/Seq Scan/);
  expect(plan.match(/_due/g)?.length).toBeGreaterThanOrEqual(FLOW_NAMES.length - 1);
});

test('AI servers fail since the first call after the last that was answered, three at least', async () => {
  const call = async (minutesAgo: number, input: number | null) => {
    const createdAt = hoursAgo(minutesAgo / 60);
    await buildAiCall(data.db, {
      ...{ id: uuidv7({ msecs: createdAt.getTime() }), day: utcDay(createdAt), createdAt },
      ...(input === null ? { costMicros: null, settledAt: null } : { inputTokens: input, outputTokens: input }),
    });
  };
  const failing = async () => (await read()).aiFailingSince?.toISOString().slice(0, 16) ?? null;
  for (const minutes of [70, 65, 50]) await call(minutes, 0);
  await call(40, 12);
  // Nobody saw the end of the first; that of the second may still come.
  await call(30, null);
  await call(1, null);
  await call(20, 0);
  expect(await failing()).toBeNull();
  await call(10, 0);
  const since = await failing();
  expect(since).toBe(hoursAgo(0.5).toISOString().slice(0, 16));
  // However many have failed meanwhile, it is since then.
  for (let count = 0; count < 60; count += 1) await call(5, 0);
  expect(await failing()).toBe(since);
  await call(0, 3);
  expect(await failing()).toBeNull();
});
