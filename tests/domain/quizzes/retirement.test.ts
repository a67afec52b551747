import { expect, test } from '@jest/globals';
import { RETIRE_REASONS, RETIRE_TEXTS } from '../../../domain/quizzes/retirement.js';

test.each(RETIRE_REASONS)('The reason %s can be said after "since"', (reason) => {
  expect(RETIRE_TEXTS[reason]).toMatch(/^[a-z][a-z ]{10,}[a-z]$/);
});

test('Every reason is said in words of its own', () => {
  expect(new Set(Object.values(RETIRE_TEXTS)).size).toBe(RETIRE_REASONS.length);
});
