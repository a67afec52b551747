import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoffSeconds } from '../../../domain/account/login-backoff.js';

describe('the wait after attempts', () => {
  test('is nothing at first, then doubles up to a quarter of an hour', () => {
    const waits = Array.from({ length: 15 }, (_, index) => backoffSeconds(index + 1, 3));
    expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  test('never falls with more attempts, and never exceeds its bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 100 }), (attempt, free) => {
        const wait = backoffSeconds(attempt, free);
        expect(wait).toBeLessThanOrEqual(900);
        expect(backoffSeconds(attempt + 1, free)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});
