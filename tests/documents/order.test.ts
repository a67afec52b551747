import { expect, it } from '@jest/globals';
import { forEachConcurrent } from '../../lib/for-each-concurrent.js';
import { createSemaphore } from '../../lib/semaphore.js';

/** Work that ends when told to, and remembers when it began. */
function stage() {
  const begun: number[] = [];
  const ends = new Map<number, (error?: Error) => void>();
  const work = (item: number) =>
    new Promise<void>((resolve, reject) => {
      begun.push(item);
      ends.set(item, (error) => (error ? reject(error) : resolve()));
    });
  const end = async (item: number, error?: Error) => {
    ends.get(item)?.(error);
    await new Promise(setImmediate);
  };
  return { begun, work, end };
}

it('a semaphore lets work in by turns, and an aborted waiter goes without taking a turn', async () => {
  const { begun, work, end } = stage();
  const semaphore = createSemaphore(1);
  const stop = new AbortController();
  const first = semaphore.run(() => work(1));
  const second = semaphore.run(() => work(2), stop.signal);
  const third = semaphore.run(() => work(3));
  stop.abort(new Error('gone'));

  await expect(second).rejects.toThrow('gone');
  expect(begun).toEqual([1]);
  await end(1, new Error('failed'));
  await expect(first).rejects.toThrow('failed');
  expect(begun).toEqual([1, 3]);
  await end(3);
  await third;
});

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
