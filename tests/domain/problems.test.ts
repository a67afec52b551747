import { expect, test } from '@jest/globals';
import { PROBLEMS, Problem, serviceUnavailable } from '../../domain/problems.js';

test('a problem has the status and title of its type, and of the rest what it was given', () => {
  const cause = new Error('why');
  const errors = [{ pointer: '/name', detail: 'Too long' }];
  const problem = new Problem('invalid-request', 'Some fields are wrong.', { errors, cause });
  expect(problem).toMatchObject({ name: 'Problem', message: 'Some fields are wrong.', errors, cause });
  expect([problem.status, problem.title]).toEqual([
    PROBLEMS['invalid-request'].status,
    PROBLEMS['invalid-request'].title,
  ]);
  expect(problem.retryAfterSeconds).toBeUndefined();
});

test('what cannot be served now is a 503 that may be repeated soon', () => {
  const cause = new Error('away');
  const problem = serviceUnavailable('Try again in a moment.', cause);
  expect(problem).toMatchObject({ type: 'service-unavailable', status: 503, detail: 'Try again in a moment.', cause });
  expect(problem.retryAfterSeconds).toBeGreaterThan(0);
});
