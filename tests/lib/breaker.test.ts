import { describe, expect, test } from '@jest/globals';
import { BreakerOpen, createBreaker } from '../../lib/breaker.js';
import { eventually } from '../support/eventually.js';

const fails = () => Promise.reject(new Error('away'));
const works = async () => 'done';

describe('a breaker', () => {
  test('opens after failures in a row, and then begins nothing', async () => {
    const breaker = createBreaker({ failures: 2, restMs: 60_000 });
    await expect(breaker.run(fails)).rejects.toThrow('away');
    expect(await breaker.run(works)).toBe('done');
    for (const _ of [1, 2]) await expect(breaker.run(fails)).rejects.toThrow('away');
    expect(breaker.isOpen()).toBe(true);
    let begun = false;
    const work = async () => {
      begun = true;
    };
    const refused = { name: 'BreakerOpen', message: 'It rests after failures' };
    await expect(breaker.run(work)).rejects.toMatchObject(refused);
    expect(begun).toBe(false);
  });

  test('lets one through when its rest is over; if that works, all', async () => {
    const breaker = createBreaker({ failures: 1, restMs: 20 });
    await expect(breaker.run(fails)).rejects.toThrow('away');
    let begun = false;
    let end = () => {};
    const slow = () => {
      begun = true;
      return new Promise<string>((resolve) => {
        end = () => resolve('done');
      });
    };
    let trial = Promise.resolve('not tried');
    await eventually(async () => {
      trial = breaker.run(slow);
      trial.catch(() => {});
      return begun;
    });
    await expect(breaker.run(works)).rejects.toThrow(BreakerOpen);
    end();
    expect(await trial).toBe('done');
    expect([breaker.isOpen(), await breaker.run(works)]).toEqual([false, 'done']);
  });

  test('that is tried in vain rests again', async () => {
    const breaker = createBreaker({ failures: 1, restMs: 20 });
    let begun = 0;
    const fail = () => {
      begun += 1;
      return fails();
    };
    await eventually(async () => {
      await breaker.run(fail).catch(() => {});
      return begun === 3;
    });
    expect(breaker.isOpen()).toBe(true);
  });
});
