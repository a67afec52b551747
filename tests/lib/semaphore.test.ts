import { getEventListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { createSemaphore } from '../../lib/semaphore.js';
import { stage } from './stage.js';

test('work runs in turn, and an aborted waiter goes without taking a turn', async () => {
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

test('with a limit of waiters, whoever comes later is refused at once, and let in again when one has gone', async () => {
  const { begun, work, end } = stage();
  const semaphore = createSemaphore(1, { maxWaiting: 1, onFull: () => new Error('full') });
  const stop = new AbortController();
  const first = semaphore.run(() => work(1));
  const second = semaphore.run(() => work(2), stop.signal);

  await expect(semaphore.run(() => work(3))).rejects.toThrow('full');
  stop.abort(new Error('gone'));
  await expect(second).rejects.toThrow('gone');
  const fourth = semaphore.run(() => work(4));
  await end(1);
  await end(4);
  await Promise.all([first, fourth]);
  expect(begun).toEqual([1, 4]);
});

/** Lets work begin that has its turn. */
const begin = () => new Promise(setImmediate);

test('as many run at a time as there are slots, again and again', async () => {
  const { begun, work, end } = stage();
  const semaphore = createSemaphore(2);
  for (const first of [1, 4]) {
    const runs = [first, first + 1, first + 2].map((item) => semaphore.run(() => work(item)));
    await begin();
    expect(begun.slice(first - 1)).toEqual([first, first + 1]);
    for (const item of [first, first + 1, first + 2]) await end(item);
    await Promise.all(runs);
  }
});

test('a slot that is given back is taken by one that came before, not by one that comes now', async () => {
  const { begun, work, end } = stage();
  const semaphore = createSemaphore(1);
  const [first, second] = [semaphore.run(() => work(1)), semaphore.run(() => work(2))];
  await begin();
  await end(1);
  const third = semaphore.run(() => work(3));
  await end(2);
  await end(3);
  await Promise.all([first, second, third]);
  expect(begun).toEqual([1, 2, 3]);
});

test('a caller who is gone begins nothing and takes no slot', async () => {
  const semaphore = createSemaphore(1);
  const gone = semaphore.run(async () => 'begun', AbortSignal.abort(new Error('gone')));
  await expect(gone).rejects.toThrow('gone');
  expect(await semaphore.run(async () => 'begun')).toBe('begun');
});

test('whoever goes while at work is none of its business, and nothing listens any more', async () => {
  const { work, end } = stage();
  const semaphore = createSemaphore(1);
  const stop = new AbortController();
  const first = semaphore.run(() => work(1));
  const second = semaphore.run(() => work(2), stop.signal);
  await begin();
  await end(1);
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  stop.abort(new Error('gone'));
  await end(2);
  await Promise.all([first, second]);
});
