import { describe, expect, test } from '@jest/globals';
import { watchRate } from '../../lib/least-rate.js';

/** Two looks make a window. */
const RATE = { windowMs: 500, bytesPerSecond: 1_000 };

/** What a look finds: how many bytes came since the last one, or that none are wanted. */
type Look = number | 'not wanted';

/** Watches a stream that had some bytes before. @returns after which look it was too slow, or that it never was */
function watchThrough(looks: readonly Look[]): Promise<number | 'never'> {
  let bytes = 10_000;
  let count = 0;
  return new Promise((resolve) => {
    const wanted = () => {
      const look = looks[count];
      count += 1;
      if (look === undefined) {
        end();
        resolve('never');
      }
      if (typeof look === 'number') bytes += look;
      return typeof look === 'number';
    };
    const end = watchRate({ bytes: () => bytes, wanted }, RATE, () => resolve(count));
  });
}

describe('the watch over a rate', () => {
  test('passes what comes as fast as it has to, and tells the first window that is too slow', async () => {
    expect(await watchThrough([0, 500, 500, 0, 0, 499, 1_000, 1_000])).toBe(6);
  });

  test('counts no time in which nothing is wanted', async () => {
    const pause: Look[] = ['not wanted', 'not wanted', 'not wanted'];
    expect(await watchThrough([0, ...pause, 500, ...pause])).toBe('never');
    expect(await watchThrough([0, ...pause, 499])).toBe(5);
  });

  test('looks no more once it has told, or was ended', async () => {
    const looks = { told: 0, ended: 0 };
    const watch = (name: keyof typeof looks, told: () => void) => {
      const wanted = () => {
        looks[name] += 1;
        return true;
      };
      return watchRate({ bytes: () => 0, wanted }, RATE, told);
    };
    let times = 0;
    watch('told', () => {
      times += 1;
    });
    watch('ended', () => {
      throw new Error('told of a watch that was ended');
    })();
    // As long as four looks take.
    await watchThrough([500, 500, 500, 500]);
    expect([looks, times]).toEqual([{ told: 2, ended: 0 }, 1]);
  });
});
