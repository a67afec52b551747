import { expect, it } from '@jest/globals';
import { forEachConcurrent } from '../../lib/for-each-concurrent.js';
import { stage } from './stage.js';

it('forEachConcurrent keeps its lanes full and no fuller', async () => {
  const { begun, work, end } = stage();
  const all = forEachConcurrent(2, [1, 2, 3], undefined, work);

  expect(begun).toEqual([1, 2]);
  await end(2);
  expect(begun).toEqual([1, 2, 3]);
  await end(1);
  await end(3);
  await all;
});

it('forEachConcurrent stops at the first error, tells the others, and waits for them', async () => {
  const { begun, work, end } = stage();
  const told: boolean[] = [];
  const all = forEachConcurrent(2, [1, 2, 3], undefined, async (item, signal) => {
    await work(item);
    told.push(signal.aborted);
  });
  const outcome = expect(all).rejects.toThrow('broken');

  await end(1, new Error('broken'));
  await end(2);

  await outcome;
  expect(begun).toEqual([1, 2]);
  expect(told).toEqual([true]);
});
