import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { FAILURES, Failure, type FailureType } from '../../domain/runs/failures.js';
import { ActivityFailures } from '../../temporal-config/interceptors/activity-failures.js';

/** Steps fail here on purpose. */
const QUIET = new DefaultLogger('ERROR');
const TYPES = Object.keys(FAILURES) as FailureType[];
/** Failures that end a step however often it may be tried; of these few a number of tries is granted. */
const TRIES: Partial<Record<FailureType, number>> = { AiBadOutput: 5 };
const RETRIED = TYPES.filter((type) => FAILURES[type].retryable);

/** Runs an activity at one of its attempts behind the worker's interceptor; what it throws, and what is logged. */
async function attempt(work: () => Promise<unknown>, number = 1) {
  const logged: Record<string, unknown>[] = [];
  const tell = (level: string) => (fields: object) => void logged.push({ level, ...fields });
  const log = { info() {}, warn: tell('warn'), error: tell('error') };
  const environment = new MockActivityEnvironment(
    { attempt: number, activityType: 'draftAnswer', workflowExecution: { workflowId: 'question:1:1', runId: 'r' } },
    { interceptors: [(context) => ({ inbound: new ActivityFailures(context, log) })], logger: QUIET },
  );
  const outcome = await environment.run(work).catch((error: unknown) => error);
  return { outcome, logged, environment };
}
const throwing = (error: unknown) => async () => {
  throw error;
};

describe('a failure of a step', () => {
  test.each(TYPES)('%s has its fixed sentence, no stack, and is tried again or not as the table says', async (type) => {
    const { outcome, logged } = await attempt(throwing(new Failure(type, { cause: new Error('a secret') })));
    expect(outcome).toBeInstanceOf(ApplicationFailure);
    expect(outcome).toMatchObject({ type, message: FAILURES[type].sentence, nonRetryable: !FAILURES[type].retryable });
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
    const { outcome, logged } = await attempt(throwing(error), 3);
    expect(outcome).toMatchObject({ type: 'Unexpected', message: FAILURES.Unexpected.sentence, nonRetryable: false });
    expect(logged).toEqual([
      {
        level: 'error',
        workflowId: 'question:1:1',
        activity: 'draftAnswer',
        attempt: 3,
        error: 'TypeError',
        code: '23505',
        stack: expect.stringMatching(/^\s+at .*activity-failures\.test/),
      },
    ]);
    expect(JSON.stringify([outcome, logged])).not.toContain('somebody');
  });

  test('is called by its name where an engine did not respond, and the log warns', async () => {
    const error = Object.assign(new Error('connect to somebody'), { code: 'ECONNREFUSED' });
    const { outcome, logged } = await attempt(throwing(error));
    expect(outcome).toMatchObject({ type: 'EngineUnavailable', nonRetryable: false });
    expect(logged).toEqual([
      {
        level: 'warn',
        workflowId: 'question:1:1',
        activity: 'draftAnswer',
        attempt: 1,
        error: 'Error',
        code: 'ECONNREFUSED',
      },
    ]);
  });
});

describe('a cancelled step', () => {
  test('tells that it was cancelled, whatever it throws then', async () => {
    const { outcome } = await attempt(throwing(new CancelledFailure('no more')));
    expect(outcome).toBeInstanceOf(CancelledFailure);
    const environment = new MockActivityEnvironment(
      {},
      { interceptors: [(context) => ({ inbound: new ActivityFailures(context, console) })], logger: QUIET },
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
