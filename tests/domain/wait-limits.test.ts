import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../config.js';
import {
  ARRIVAL_MS,
  CONNECTION_SILENCE_MS,
  ENGINE_WAITS_MS as ENGINE,
  PREFERRED_WAIT_MS,
  REQUEST_MS,
  REST_OF_BODY_MS,
  RETRY_AFTER_SECONDS,
  S3_TRIES,
} from '../../domain/wait-limits.js';
import { GRACE_MS } from '../../services/auth/refresh-session.js';
import { BOUNDS } from '../../workflows/activity-options.js';

/** The most that a variable may be set to, in milliseconds. */
function largest(
  name: 'REQUEST_STATEMENT_SECONDS' | 'WORKER_STATEMENT_SECONDS' | 'S3_TRY_SECONDS' | 'AI_FIRST_TOKEN_SECONDS',
): number {
  const fits = (seconds: number) => {
    try {
      return loadConfig({ [name]: String(seconds) })[name] === seconds;
    } catch {
      return false;
    }
  };
  let seconds = 1;
  while (fits(seconds + 1)) seconds++;
  return seconds * 1_000;
}

const durationMs = (text: `${number} ${'seconds' | 'minutes'}`): number =>
  Number.parseInt(text, 10) * (text.endsWith('minutes') ? 60_000 : 1_000);

const statement = largest('REQUEST_STATEMENT_SECONDS') + ENGINE.postgresGrace;
const oneRead = ENGINE.postgresConnection + statement;

describe('whoever waits for an engine gives up before whoever waits for it does', () => {
  test.each([
    ['a place in the pool and a statement of Postgres', oneRead],
    [
      'the end of the work that was preferred to be waited for, and a last look',
      PREFERRED_WAIT_MS + ENGINE.postgresConnection + ENGINE.postgresListen + statement,
    ],
    ['a command of Redis on a new connection', ENGINE.redisConnection + ENGINE.redisCommand],
    ['a call of Temporal', ENGINE.temporalCall],
    ['all tries of a call of S3', ENGINE.s3Connection + largest('S3_TRY_SECONDS') * S3_TRIES],
    ['an object that a browser waits for', ENGINE.s3SmallObject],
    ['the discovery, the keys and the token of Google', ENGINE.google * 3],
    ['the probe of every engine', ENGINE.probe],
  ])('a request outlasts %s', (_what, ms) => {
    expect(ms).toBeLessThan(REQUEST_MS);
  });

  test('a connection outlasts a request and what is left of its body, and an upload its storage', () => {
    expect(REQUEST_MS + REST_OF_BODY_MS).toBeLessThan(CONNECTION_SILENCE_MS);
    expect(ENGINE.s3Stream).toBeLessThan(ARRIVAL_MS);
  });

  test('a refresh token outlasts a rotation whose commit was not heard of, and the wait before it is used again', () => {
    expect(statement + RETRY_AFTER_SECONDS * 1_000).toBeLessThan(GRACE_MS);
  });

  const postgres = ENGINE.postgresConnection + largest('WORKER_STATEMENT_SECONDS') + ENGINE.postgresGrace;
  test.each([
    ['core', postgres],
    ['core', ENGINE.temporalAdministration],
    ['core', ENGINE.s3Call],
    ['ingestion', ENGINE.s3Object],
    ['ingestion', ENGINE.s3Stream],
    ['ai', ENGINE.aiContext * 3 + ENGINE.aiResponse],
    ['embedding', largest('AI_FIRST_TOKEN_SECONDS')],
    ['mail', ENGINE.mail],
  ] as const)('an activity on %s outlasts a wait of %d ms', (queue, ms) => {
    expect(ms).toBeLessThan(durationMs(BOUNDS[queue].startToCloseTimeout));
  });

  test('a try is shorter than all tries, and a step than the whole', () => {
    expect(ENGINE.mailStep).toBeLessThan(ENGINE.mail);
    expect(ENGINE.s3Connection).toBeLessThan(ENGINE.s3Try);
    expect(largest('AI_FIRST_TOKEN_SECONDS')).toBeLessThan(ENGINE.aiResponse);
    expect(ENGINE.probe).toBeLessThan(RETRY_AFTER_SECONDS * 1_000);
  });
});
