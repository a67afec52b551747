import { describe, expect, test } from '@jest/globals';
import { DeadlineExceeded } from '../../lib/deadline.js';
import { createTimeBudget } from '../../lib/time-budget.js';

const never = () => new Promise<never>(() => {});

describe('a time budget', () => {
  test('gives what work gives, and throws what it throws', async () => {
    const { spend } = createTimeBudget(10_000);
    expect(await spend(async () => 'done')).toBe('done');
    await expect(spend(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  test('is one for all: after the first that hangs nothing is waited for', async () => {
    const { spend } = createTimeBudget(50);
    await expect(spend(never)).rejects.toThrow(new DeadlineExceeded('Not done within 50 ms in all'));
    let begun = false;
    const work = async () => {
      begun = true;
    };
    for (let round = 0; round < 10; round += 1) await expect(spend(work)).rejects.toThrow(DeadlineExceeded);
    expect(begun).toBe(false);
  });

  test('is not spent by what is quick', async () => {
    const { spend } = createTimeBudget(1_000);
    for (let round = 0; round < 1_000; round += 1) expect(await spend(async () => round)).toBe(round);
  });
});
