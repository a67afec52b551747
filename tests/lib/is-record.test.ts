import { expect, test } from '@jest/globals';
import { isRecord } from '../../lib/is-record.js';

test('objects with keys are records; null, lists and all else are none', () => {
  expect([{}, { a: 1 }].every(isRecord)).toBe(true);
  expect([null, undefined, [], [1], 'text', 1, true, () => 1].filter(isRecord)).toEqual([]);
});
