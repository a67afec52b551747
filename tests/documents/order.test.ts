import { expect, it } from '@jest/globals';
import { forEachAtOnce } from '../../documents/for-each-at-once.js';
import { createGate } from '../../documents/gate.js';

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

it('a gate lets work in by turns, and an aborted waiter goes without taking a turn', async () => {
  const { begun, work, end } = stage();
  const gate = createGate(1);
  const stop = new AbortController();
  const first = gate.run(() => work(1));
  const second = gate.run(() => work(2), stop.signal);
  const third = gate.run(() => work(3));
  stop.abort(new Error('gone'));

  await expect(second).rejects.toThrow('gone');
  expect(begun).toEqual([1]);
  await end(1, new Error('failed'));
  await expect(first).rejects.toThrow('failed');
  expect(begun).toEqual([1, 3]);
  await end(3);
  await third;
});

it('forEachAtOnce keeps its lanes full and no fuller', async () => {
  const { begun, work, end } = stage();
  const all = forEachAtOnce(2, [1, 2, 3], undefined, work);

  expect(begun).toEqual([1, 2]);
  await end(2);
  expect(begun).toEqual([1, 2, 3]);
  await end(1);
  await end(3);
  await all;
});

it('forEachAtOnce stops at the first error, tells the others, and waits for them', async () => {
  const { begun, work, end } = stage();
  const told: boolean[] = [];
  const all = forEachAtOnce(2, [1, 2, 3], undefined, async (item, signal) => {
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
