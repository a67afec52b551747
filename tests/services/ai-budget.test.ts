import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Failure } from '../../domain/runs/failures.js';
import { costOf } from '../../domain/tutor/ai-spending.js';
import { assertAiBudget } from '../../services/ai/assert-budget.js';
import { createMeterOf } from '../../services/ai/meter.js';
import { buildSpending, buildStudent } from '../support/factories/index.js';
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());

/** 1 micro-dollar a token in, 2 a token out. */
const prices = { m: { input: 1, output: 2 } };
const estimate = { model: 'm', kind: 'chat', max: { input: 100, output: 100 } } as const;
/** Each test has a day of its own, and so budgets of its own. */
let day = 0;
const newDay = () => new Date(Date.UTC(2030, 0, ++day, 12));

/** A budget of money alone, or of tokens alone. */
interface Limits {
  student: number;
  total: number;
}

const money = ({ student, total }: Limits) => ({
  student: { micros: student, tokens: 0 },
  total: { micros: total, tokens: 0 },
});
const inTokens = ({ student, total }: Limits) => ({
  student: { micros: 0, tokens: student },
  total: { micros: 0, tokens: total },
});

function meterFor(userId: string, limits: Limits, now: Date, budgetOf = money) {
  return createMeterOf({ db: data.db, budget: budgetOf(limits), prices, log: { warn() {} }, clock: () => now })({
    userId,
    resourceId: randomUUID(),
  });
}
const spent = async (now: Date, unit: 'spentMicros' | 'spentTokens' = 'spentMicros') => {
  const rows = await data.db('ai_budget').where({ day: now.toISOString().slice(0, 10) });
  return {
    students: rows.filter(({ userId }) => userId !== null).map((row) => row[unit]),
    total: rows.find(({ userId }) => userId === null)?.[unit],
  };
};
const used = { input: 10, output: 5 };

describe('the budget', () => {
  test('is taken before a call, as much as it can cost, and settled after it', async () => {
    const { id } = await buildStudent(data.db);
    const now = newDay();
    const meter = meterFor(id, { student: 1000, total: 5000 }, now);
    const result = await meter(estimate, async () => {
      expect(await spent(now)).toEqual({ students: [300], total: 300 });
      return { result: 'said', used };
    });
    expect(result).toBe('said');
    expect(await spent(now)).toEqual({ students: [20], total: 20 });
    expect(await data.db('ai_usage').where({ userId: id }).first()).toMatchObject({
      kind: 'chat',
      model: 'm',
      reservedMicros: 300,
      inputTokens: 10,
      outputTokens: 5,
      costMicros: 20,
    });
  });

  test.each([
    ["a student's", { student: 1000, total: 1_000_000 }],
    ['the total', { student: 1_000_000, total: 1000 }],
  ])('100 calls at once cannot overspend %s', async (_whose, budget) => {
    const { id } = await buildStudent(data.db);
    const now = newDay();
    const meter = meterFor(id, budget, now);
    let most = 0;
    let calls = 0;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () =>
        meter(estimate, async () => {
          calls += 1;
          most = Math.max(most, (await spent(now)).total ?? 0);
          return { result: null, used: { input: 100, output: 100 } };
        }),
      ),
    );
    expect(calls).toBe(3);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).toHaveLength(97);
    for (const reason of refused) expect(reason).toMatchObject({ type: 'AiBudgetExhausted' });
    expect(most).toBeLessThanOrEqual(1000);
    expect((await spent(now)).total).toBe(900);
    expect(await data.db('ai_usage').where({ userId: id })).toHaveLength(3);
  });

  test('is given back for a call that the server refused, and kept for one that was given up', async () => {
    const { id } = await buildStudent(data.db);
    const now = newDay();
    const meter = meterFor(id, { student: 1000, total: 5000 }, now);
    const failing = (failure: Error) => meter(estimate, () => Promise.reject(failure));
    await expect(failing(new Failure('AiRateLimited'))).rejects.toMatchObject({ type: 'AiRateLimited' });
    expect(await spent(now)).toEqual({ students: [0], total: 0 });
    await expect(failing(new Failure('AiUnavailable', { mayBeBilled: true }))).rejects.toBeInstanceOf(Failure);
    await expect(failing(new Error('aborted'))).rejects.toThrow('aborted');
    expect(await spent(now)).toEqual({ students: [600], total: 600 });
    expect(await data.db('ai_usage').where({ userId: id }).whereNull('settledAt')).toHaveLength(2);
  });

  test('counts a call without usage as the most it could be', async () => {
    const { id } = await buildStudent(data.db);
    const now = newDay();
    const meter = meterFor(id, { student: 1000, total: 5000 }, now);
    await meter(estimate, async () => ({ result: null, used: undefined }));
    expect(await spent(now)).toEqual({ students: [300], total: 300 });
  });

  test('counts a model without a price in tokens, whatever is spent of the money', async () => {
    const { id } = await buildStudent(data.db);
    const now = newDay();
    await meterFor(id, { student: 300, total: 300 }, now)(estimate, async () => ({ result: 1, used: estimate.max }));
    const meter = meterFor(id, { student: 200, total: 300 }, now, inTokens);
    const local = { ...estimate, model: 'local' };
    await meter(local, async () => {
      expect(await spent(now, 'spentTokens')).toEqual({ students: [200], total: 200 });
      return { result: null, used };
    });
    expect(await spent(now, 'spentTokens')).toEqual({ students: [15], total: 15 });
    expect(await spent(now)).toEqual({ students: [300], total: 300 });
    expect(await data.db('ai_usage').where({ userId: id, model: 'local' }).first()).toMatchObject({
      ...{ inputTokens: 10, outputTokens: 5, costMicros: 0, reservedMicros: 0, reservedTokens: 200 },
    });
    // 15 of 200 are used, and it could use 200.
    await expect(meter(local, async () => ({ result: 1, used }))).rejects.toMatchObject({ type: 'AiBudgetExhausted' });
  });

  test("no number of calls at once uses more tokens than a student's budget, nor the total", async () => {
    const { id } = await buildStudent(data.db);
    for (const limits of [
      { student: 700, total: 100_000 },
      { student: 100_000, total: 700 },
    ]) {
      const now = newDay();
      const meter = meterFor(id, limits, now, inTokens);
      const local = { ...estimate, model: 'local' };
      const outcomes = await Promise.allSettled(
        Array.from({ length: 30 }, () => meter(local, async () => ({ result: null, used: estimate.max }))),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      expect(await spent(now, 'spentTokens')).toEqual({ students: [600], total: 600 });
    }
  });

  test('is new on another day', async () => {
    const { id } = await buildStudent(data.db);
    const call = (now: Date) =>
      meterFor(id, { student: 300, total: 300 }, now)(estimate, async () => ({ result: 1, used: estimate.max }));
    const today = newDay();
    await call(today);
    await expect(call(today)).rejects.toMatchObject({ type: 'AiBudgetExhausted' });
    expect(await call(newDay())).toBe(1);
  });
});

describe('asking with the budget spent', () => {
  const richInTokens = ({ student, total }: Limits) => ({
    student: { micros: 1_000, tokens: student },
    total: { micros: 1_000, tokens: total },
  });
  const assertFor = (limits: Limits, userId: string, budgetOf = money, leastCost = { micros: 10, tokens: 0 }) =>
    data.db.transaction((trx) => assertAiBudget({ ...data, ai: { budget: budgetOf(limits), leastCost } }, userId, trx));

  test('is no matter where nothing is spent: the API does not know who answers', async () => {
    await data
      .db('ai_budget')
      .where({ day: new Date().toISOString().slice(0, 10) })
      .delete();
    await assertFor({ student: 0, total: 0 }, randomUUID());
  });

  test('is refused with the time when there is a new one, whosever is spent', async () => {
    const { id } = await buildStudent(data.db);
    await buildSpending(data.db, { userId: id, spentMicros: 90 });
    await buildSpending(data.db, { userId: null, spentMicros: 90 });
    const ask = (student: number, total: number) => assertFor({ student, total }, id);
    await ask(100, 100);
    await expect(ask(99, 100)).rejects.toMatchObject({ type: 'ai-budget-exhausted', status: 429 });
    await expect(ask(100, 99)).rejects.toMatchObject({ retryAfterSeconds: expect.any(Number) });
  });

  test('is refused as well where the tokens are used', async () => {
    const { id } = await buildStudent(data.db);
    await buildSpending(data.db, { userId: id, spentMicros: 0, spentTokens: 90 });
    const ask = (student: number, least: number) =>
      assertFor({ student, total: 1_000_000 }, id, richInTokens, { micros: 0, tokens: least });
    await ask(100, 10);
    await expect(ask(99, 10)).rejects.toMatchObject({ type: 'ai-budget-exhausted' });
  });
});

test('costs are rounded up to whole micro-dollars', () => {
  expect(costOf({ input: 0.4, output: 1.6 }, { input: 1, output: 1 })).toBe(2);
  expect(costOf(undefined, { input: 1_000, output: 1_000 })).toBe(0);
});
