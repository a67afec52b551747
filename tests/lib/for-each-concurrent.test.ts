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

it('forEachConcurrent stops when its caller does, and throws the reason', async () => {
  const { begun, work, end } = stage();
  const stop = new AbortController();
  const told: boolean[] = [];
  const all = forEachConcurrent(1, [1, 2], stop.signal, async (item, signal) => {
    await work(item);
    told.push(signal.aborted);
  });
  const outcome = expect(all).rejects.toThrow('gone');
  stop.abort(new Error('gone'));
  await end(1);

  await outcome;
  expect(begun).toEqual([1]);
  expect(told).toEqual([true]);
});

it('forEachConcurrent tells the others of an error also where its caller could stop', async () => {
  const { begun, work, end } = stage();
  const all = forEachConcurrent(1, [1, 2], new AbortController().signal, work);
  const outcome = expect(all).rejects.toThrow('broken');
  await end(1, new Error('broken'));
  await outcome;
  expect(begun).toEqual([1]);
});

it('forEachConcurrent has nothing to do without items', async () => {
  const all = forEachConcurrent(3, [], undefined, async () => {
    throw new Error('called');
  });
  await expect(all).resolves.toBeUndefined();
});
