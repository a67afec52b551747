import { describe, expect, it } from '@jest/globals';
import { parseRetryAfter } from '../../lib/retry-after.js';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

describe('parseRetryAfter', () => {
  it.each([
    ['120', null, 120_000],
    ['0', null, 0],
    ['1.5', undefined, 1500],
    ['120', '250', 250],
    ['120', 'soon', 120_000],
    ['Fri, 02 Jan 2026 03:05:05 GMT', null, 60_000],
    ['Fri, 02 Jan 2026 03:00:00 GMT', null, 0],
    ['soon', null, undefined],
    ['-5', null, undefined],
    ['', '', undefined],
    [' 12 ', null, 12_000],
    ['1.25', null, 1_250],
    [null, '0.6', 1],
    ['12 seconds', null, undefined],
    ['about 12', null, undefined],
    ['1.', null, undefined],
    ['1e3', null, undefined],
    ['Fri, 02 Jan 2026 03:05:05 GMT ', null, 60_000],
    ['Fri, 02 Jan 2026 03:05:05 GMT, or later', null, undefined],
    ['Fri, 02 Jan 2026 03:05:05', null, undefined],
    ['Fri, 02 Jan 2026 03:05:05 GMT+0200', null, undefined],
    ['some GMT', null, undefined],
    [undefined, undefined, undefined],
    [null, null, undefined],
  ])('%j with %j is %j ms', (header, fine, expected) => {
    expect(parseRetryAfter(header, fine, NOW)).toBe(expected);
  });
});
