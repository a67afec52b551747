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
