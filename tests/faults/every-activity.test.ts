import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isEngineAway } from '../../lib/engine-faults.js';
import { createLog } from '../../log.js';
import {
  closeResources,
  createActivities,
  createResources,
  type Resources,
} from '../../temporal-config/create-activities.js';
import { ACTIVITY_FLOWS, type ActivityStep, type ActivityWorker } from '../support/activity-flows/index.js';
import {
  ASKS,
  behindProxies,
  type EngineProxies,
  startEngineProxies,
  type WatchedEngine,
} from '../support/engine-proxies.js';
import { databaseNow, rowShapes, shapeChanges } from '../support/row-shapes.js';
import { openTestData } from '../support/test-data.js';

let proxies: EngineProxies;
let resources: Resources;
let worker: ActivityWorker;
beforeAll(async () => {
  proxies = await startEngineProxies();
  const short = { WORKER_STATEMENT_SECONDS: '1', S3_TRY_SECONDS: '1', DATABASE_POOL_MAX: '60', OCR_WORKERS: '1' };
  const data = await openTestData(short, behindProxies(proxies));
  resources = createResources(data.config);
  const activities = createActivities(data.config, resources, createLog('silent', 'worker'));
  worker = { data, activities, model: resources.encoders.ofDocuments?.model ?? 'none' };
});
afterAll(async () => {
  await proxies.passAll();
  await closeResources(resources);
  await worker.data.close();
  await proxies.close();
});

/** The pool has connections begun while the engine hung, each of which fails one call when its time is over. */
const RECOVERY_MS = 20_000;

/** Runs a step until it succeeds, as Temporal does. @throws what no engine is to blame for. */
async function runToEnd(step: ActivityStep): Promise<unknown> {
  const until = performance.now() + RECOVERY_MS;
  for (;;) {
    try {
      return await step.run();
    } catch (error) {
      if (!isEngineAway(error) || performance.now() > until) throw new Error(step.activity, { cause: error });
      await proxies.passAll();
    }
  }
}

/** Which reply of an engine is lost in a step, by the number of its replies; undefined for none. */
interface Loss {
  engine: WatchedEngine;
  pick: (asked: number) => number | undefined;
}

interface FlowRun {
  /** What is there more, or less, of rows of each shape. */
  effect: Record<string, number>;
  /** What the steps gave, of words. */
  results: unknown[];
  /** How many replies the engine gave in each step, or would have given. */
  asked: number[];
}

/** Runs a whole flow, with one reply lost in each of its steps. */
async function runFlow(name: string, { engine, pick }: Loss, plain?: FlowRun): Promise<FlowRun> {
  const { db } = worker.data;
  const since = await databaseNow(db);
  const steps = (await ACTIVITY_FLOWS[name]?.(worker)) ?? [];
  const before = await rowShapes(db, since);
  const run: FlowRun = { effect: {}, results: [], asked: [] };
  for (const [at, step] of steps.entries()) {
    const nth = step.isPreparation ? undefined : pick(plain?.asked[at] ?? 0);
    let count = 0;
    const losesReplyTo = (piece: Buffer) => {
      if (!ASKS[engine](piece)) return false;
      count += 1;
      // S3's client tries again by itself, so that one loss alone is not seen.
      return engine === 'S3_ENDPOINT' ? count >= (nth ?? Number.POSITIVE_INFINITY) : count === nth;
    };
    await proxies[engine].set({ losesReplyTo });
    const result = await runToEnd(step);
    await proxies.passAll();
    run.asked.push(count);
    run.results.push(typeof result === 'string' ? result : null);
  }
  run.effect = withoutTries(shapeChanges(before, await rowShapes(db, since)));
  return run;
}

/** A second try at a mail has a code of its own, and one at an export a file of its own. */
const withoutTries = (effect: FlowRun['effect']) =>
  Object.fromEntries(
    Object.entries(effect)
      .filter(([shape]) => !(shape.startsWith('one_time_codes') && shape.includes('"verify-email"')))
      .map(([shape, change]) => [shape.replace(/ (?:write_no|bytes)=\d+/g, ''), change]),
  );

/** The first reply, one in the middle and the last, which is that of a commit. */
const PICKS = [() => 1, (asked: number) => Math.ceil(asked / 2), (asked: number) => asked];

/** Others beside these, in the long form. */
const MORE_PICKS = [() => 2, () => 3, (asked: number) => asked - 2, (asked: number) => asked - 1];

/** Fewer of what takes long: its looks at Temporal's list are a second apart, and it reads an image. */
const FEWER_PICKS = [() => 2, (asked: number) => asked];
const SLOW = ['eraseAccount with its runs', 'answerQuestion with an image'];

/** Those that lose different replies of what a flow is answered. */
function picksFor(name: string, { asked }: FlowRun) {
  const all = process.env.LOST_REPLIES === 'all' ? [...PICKS, ...MORE_PICKS] : PICKS;
  const picks = SLOW.includes(name) ? FEWER_PICKS : all;
  const lost = (pick: (asked: number) => number) => JSON.stringify(asked.map((one) => pick(one)));
  return picks.filter((pick, at) => picks.findIndex((earlier) => lost(earlier) === lost(pick)) === at);
}

const names = Object.keys(ACTIVITY_FLOWS);

/** These only read, or change rows of before; any other that leaves nothing would come to nothing whatever is lost. */
const LEAVE_NOTHING = ['reconcile', 'recommendationsTick'];

test('every activity stands in a flow', async () => {
  const covered = new Set<string>();
  // One after the other: some look at what the others have left.
  for (const name of names) {
    for (const { activity } of (await ACTIVITY_FLOWS[name]?.(worker)) ?? []) covered.add(activity);
  }
  expect(Object.keys(worker.activities).filter((name) => !covered.has(name))).toEqual([]);
});

describe('whichever reply of an engine is lost, a run comes to the same in the end:', () => {
  test.each(names)('%s', async (name) => {
    for (const engine of ['DATABASE_URL', 'S3_ENDPOINT'] as const) {
      const plain = await runFlow(name, { engine, pick: () => undefined });
      if (Math.max(...plain.asked) === 0) continue;
      expect(Object.keys(plain.effect).length > 0).toBe(!LEAVE_NOTHING.includes(name));
      for (const pick of picksFor(name, plain)) {
        const { effect, results } = await runFlow(name, { engine, pick }, plain);
        const where = { engine, lost: plain.asked.map((asked) => pick(asked)) };
        expect({ ...where, results, effect }).toEqual({ ...where, results: plain.results, effect: plain.effect });
      }
    }
  });
});

test('a mail whose sending was not heard of is not there twice', async () => {
  const sent = await worker.data.db('mails').where({ status: 'sent', kind: 'verify-email' }).pluck('id');
  const files = await readdir(worker.data.config.MAIL_FOLDER);
  for (const id of sent) expect(files.filter((file) => file.includes(id))).toHaveLength(files.length > 0 ? 1 : 0);
});

/** Its row is one for all, so that one of its steps at a time can be ready. */
const ONE_ROW = 'indexLessons';

/** Longer than a place in the pool and a statement together, and than the tries of a call; shorter than any activity. */
const BOUND_MS = 25_000;

test('with an engine that hangs every activity fails in time, and is done when it is back', async () => {
  // Every step of every flow, with those before it done.
  const ready: { step: ActivityStep; rest: ActivityStep[] }[] = [];
  for (const name of names) {
    const length = (await ACTIVITY_FLOWS[name]?.(worker))?.length ?? 0;
    const places = Array.from({ length }, (_, at) => at);
    for (const at of name === ONE_ROW ? [1] : places) {
      const steps = (await ACTIVITY_FLOWS[name]?.(worker)) ?? [];
      if (steps[at]?.isPreparation) continue;
      for (const earlier of steps.slice(0, at)) await earlier.run();
      ready.push({ step: steps[at] as ActivityStep, rest: steps.slice(at) });
    }
  }
  for (const engines of [['DATABASE_URL'], ['S3_ENDPOINT', 'TEMPORAL_ADDRESS']] as const) {
    for (const engine of engines) await proxies[engine].set('black-hole');
    const began = performance.now();
    const outcomes = await Promise.all(
      ready.map(async ({ step }) => {
        const error: unknown = await step.run().then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        return { activity: step.activity, error, ms: performance.now() - began };
      }),
    );
    await proxies.passAll();
    expect(outcomes.filter(({ ms }) => ms > BOUND_MS)).toEqual([]);
    expect(outcomes.filter(({ error }) => error !== undefined && !isEngineAway(error))).toEqual([]);
    expect(outcomes.filter(({ error }) => error !== undefined).length).toBeGreaterThan(2);
  }
  for (const { rest } of ready) for (const step of rest) await runToEnd(step);
});
