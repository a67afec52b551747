import { describe, expect, test } from '@jest/globals';
import { preferredWait } from '../../api/middleware/prefer-wait.js';

describe('the wait that a request prefers', () => {
  test.each([
    ['wait=1', 1],
    ['wait=29', 29],
    ['wait=30', 30],
    ['wait=31', 30],
    ['wait=300', 30],
    ['wait=999999999', 30],
    ['wait=9999999999', 30],
    ['wait=0', 0],
    ['wait="7"', 7],
    ['WAIT = 7', 7],
    ['respond-async, wait=7', 7],
    ['respond-async;wait=7', 7],
    ['return=minimal wait=7', 7],
  ])('%s is %d seconds', (header, seconds) => {
    expect(preferredWait(header)).toBe(seconds);
  });

  test.each(['', 'respond-async', 'wait', 'wait=', 'wait=soon', 'wait=-5', 'await=7', 'wait-time=7'])(
    '%p asks for none',
    (header) => {
      expect(preferredWait(header)).toBe(0);
    },
  );
});
