import { expect, test } from '@jest/globals';
import { DeadlineExceeded } from '../../lib/deadline.js';
import { isEngineAway } from '../../lib/engine-faults.js';

test.each([
  [{ code: 'ECONNREFUSED' }, true],
  [{ code: '57P03' }, true],
  [{ name: 'KnexTimeoutError' }, true],
  [new DeadlineExceeded('late'), true],
  [{ message: 'Connection terminated unexpectedly' }, true],
  [{ $metadata: { httpStatusCode: 503 } }, true],
  [{ $metadata: { httpStatusCode: 404 } }, false],
  [{ code: '23505' }, false],
  [new Error('a bug'), false],
])('knows whether an engine is away: %j', (error, away) => {
  expect(isEngineAway(error)).toBe(away);
});
