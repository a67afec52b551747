import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { Fault, FaultReports } from '../../domain/faults.js';
import { FAILURES, Failure, type FailureType, failureSentence } from '../../domain/runs/failures.js';
import { ActivityFailures } from '../../temporal-config/interceptors/activity-failures.js';

const RUN = { workflowId: 'question:1:1', runId: 'r' };
const IDS = { ...RUN, activityId: '3', type: 'draftAnswer' };
/** Steps fail here on purpose. */
const QUIET = new DefaultLogger('ERROR');
const TYPES = Object.keys(FAILURES) as FailureType[];
/** Failures that end a step however often it may be tried; of these few a number of tries is granted. */
const TRIES: Partial<Record<FailureType, number>> = { AiBadOutput: 5 };
const RETRIED = TYPES.filter((type) => FAILURES[type].retryable);

/** Runs an activity at one of its attempts behind the worker's interceptor; what it throws, and what is logged. */
async function attempt(work: () => Promise<unknown>, number = 1) {
  const logged: Record<string, unknown>[] = [];
  const told: Fault[] = [];
  const tell = (level: string) => (fields: object) => void logged.push({ level, ...fields });
  const log = { info() {}, warn: tell('warn'), error: tell('error') };
  const faults: FaultReports = { report: (fault) => void told.push(fault) };
  const environment = new MockActivityEnvironment(
    { attempt: number, activityId: '3', activityType: 'draftAnswer', workflowExecution: RUN },
    { interceptors: [(context) => ({ inbound: new ActivityFailures(context, { log, faults }) })], logger: QUIET },
  );
  const outcome = await environment.run(work).catch((error: unknown) => error);
  return { outcome, logged, told, environment };
}
const throwing = (error: unknown) => async () => {
  throw error;
};

describe('a failure of a step', () => {
  test.each(TYPES)('%s has its fixed sentence, no stack, and is tried again or not as the table says', async (type) => {
    const { outcome, logged } = await attempt(throwing(new Failure(type, { cause: new Error('a secret') })));
    expect(outcome).toBeInstanceOf(ApplicationFailure);
    const { retryable } = FAILURES[type];
    expect(outcome).toMatchObject({
      ...{ type, message: failureSentence(type, { isTried: retryable }), nonRetryable: !retryable },
    });
    expect((outcome as Error).stack).toBe('');
    expect(logged).toEqual([]);
  });

  test.each(Object.entries(TRIES))('%s is final at attempt %d, and not before', async (type, tries) => {
    const at = async (number: number) =>
      (await attempt(throwing(new Failure(type as FailureType)), number)).outcome as ApplicationFailure;
    expect([await at(tries - 1), await at(tries), await at(tries + 1)].map(({ nonRetryable }) => nonRetryable)).toEqual(
      [false, true, true],
    );
  });

  test.each(RETRIED.filter((type) => !(type in TRIES)))('%s is tried again however often it was', async (type) => {
    expect((await attempt(throwing(new Failure(type)), 10_000)).outcome).toMatchObject({ nonRetryable: false });
  });

  test('waits as long as the other side asked for, and by itself otherwise', async () => {
    const asked = await attempt(throwing(new Failure('AiRateLimited', { retryAfterMs: 7_000 })));
    expect((asked.outcome as ApplicationFailure).nextRetryDelay).toBe(7_000);
    const own = await attempt(throwing(new Failure('AiRateLimited')));
    expect((own.outcome as ApplicationFailure).nextRetryDelay).toBeUndefined();
  });
});

describe('what nobody expected', () => {
  test('becomes a failure without a word of it; the log has its name, code and place', async () => {
    const error = Object.assign(new TypeError('of somebody@example.org'), { code: '23505' });
    const { outcome, logged, told } = await attempt(throwing(error), 3);
    expect(outcome).toMatchObject({ type: 'Unexpected', message: FAILURES.Unexpected.whileTried, nonRetryable: false });
    expect(logged).toEqual([
      {
        level: 'error',
        ...IDS,
        attempt: 3,
        error: 'TypeError',
        code: '23505',
        stack: expect.stringMatching(/^\s+at .*activity-failures\.test/),
      },
    ]);
    expect(JSON.stringify([outcome, logged])).not.toContain('somebody');
    expect(told).toEqual([
      { what: 'unexpected error in an activity', error, ids: { ...IDS, attempt: 3 }, once: expect.any(String) },
    ]);
  });

  test('is called by its name where an engine did not respond, and the log warns', async () => {
    const error = Object.assign(new Error('connect to somebody'), { code: 'ECONNREFUSED', syscall: 'connect' });
    const { outcome, logged, told } = await attempt(throwing(error));
    const message = FAILURES.DatabaseUnavailable.whileTried;
    expect(outcome).toMatchObject({ type: 'DatabaseUnavailable', message, nonRetryable: false });
    const ofStorage = Object.assign(new Error('503'), { $metadata: { httpStatusCode: 503 } });
    expect((await attempt(throwing(ofStorage))).outcome).toMatchObject({ type: 'StorageUnavailable' });
    expect(told).toEqual([]);
    expect(logged).toEqual([
      {
        level: 'warn',
        ...IDS,
        attempt: 1,
        error: 'Error',
        code: 'ECONNREFUSED',
      },
    ]);
  });
});

test('one fault of an activity has one key at every attempt, another has another', async () => {
  const fail = (error: Error) => async (number: number) => (await attempt(throwing(error), number)).told[0]?.once;
  const [one, other] = [fail(new TypeError('one')), fail(new RangeError('other'))];
  const keys = [await one(1), await one(2), await other(3)];
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[0]);
});

describe('a cancelled step', () => {
  test('tells that it was cancelled, whatever it throws then', async () => {
    const { outcome } = await attempt(throwing(new CancelledFailure('no more')));
    expect(outcome).toBeInstanceOf(CancelledFailure);
    const environment = new MockActivityEnvironment(
      {},
      {
        interceptors: [
          (context) => ({ inbound: new ActivityFailures(context, { log: console, faults: { report() {} } }) }),
        ],
        logger: QUIET,
      },
    );
    const ran = environment.run(async () => {
      environment.cancel('CANCELLED');
      throw new Error('of a broken connection');
    });
    await expect(ran).rejects.toBeInstanceOf(CancelledFailure);
  });
});

test('what a step gives is given', async () => {
  expect((await attempt(async () => 7)).outcome).toBe(7);
});
