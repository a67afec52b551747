import { randomUUID } from 'node:crypto';
import { EventEmitter, getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { createRowWaiter } from '../../../services/runs/wait-for-row.js';

const never = new AbortController().signal;

/** A listener that hears what the test says, and counts what is asked of it. */
function createListener() {
  const notices = new EventEmitter();
  let ensured = 0;
  return {
    finished: (id: string) => void notices.emit('run_finished', id),
    ensured: () => ensured,
    on: (channel: string, heard: (id: string) => void) => void notices.on(channel, heard),
    onLost: () => {},
    ensure: async () => {
      ensured += 1;
    },
    close: async () => {},
  };
}

/** Answers by a list, the last one for good; counts how often it was asked. */
function asked(...answers: boolean[]) {
  let count = 0;
  return { count: () => count, isFinished: async () => answers[Math.min(count++, answers.length - 1)] ?? false };
}
const timed = async (waiting: Promise<void>): Promise<number> => {
  const start = performance.now();
  await waiting;
  return performance.now() - start;
};

describe('a waiter', () => {
  test('leaves nothing at the signal of its caller, who may wait for many rows', async () => {
    const { signal } = new AbortController();
    const { isFinished } = asked(true);
    await createRowWaiter(createListener(), never).wait('row', { seconds: 30, signal, isFinished });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('resolves at once for a row that is finished, and has a connection to hear by', async () => {
    const listener = createListener();
    const { isFinished, count } = asked(true);
    await createRowWaiter(listener, never).wait('row', { seconds: 30, signal: never, isFinished });
    expect([count(), listener.ensured()]).toEqual([1, 1]);
  });

  test('looks again as soon as it hears of its row, and not for another', async () => {
    const listener = createListener();
    const { isFinished, count } = asked(false, true);
    const ids = [randomUUID(), randomUUID()] as const;
    const waiting = timed(createRowWaiter(listener, never).wait(ids[0], { seconds: 30, signal: never, isFinished }));
    await new Promise((resolve) => setImmediate(resolve));
    listener.finished(ids[1]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(count()).toBe(1);
    listener.finished(ids[0]);
    expect(await waiting).toBeLessThan(1_900);
    expect(count()).toBe(2);
  });

  test('misses no row that is finished while it is asked for', async () => {
    const listener = createListener();
    const waiter = createRowWaiter(listener, never);
    let count = 0;
    const isFinished = async () => {
      count += 1;
      // What the question saw is older than the notice.
      if (count === 1) listener.finished('row');
      return count > 1;
    };
    expect(await timed(waiter.wait('row', { seconds: 30, signal: never, isFinished }))).toBeLessThan(1_900);
  });

  test('looks by itself every two seconds, should a notice be lost', async () => {
    const { isFinished, count } = asked(false, true);
    const ms = await timed(
      createRowWaiter(createListener(), never).wait('row', { seconds: 30, signal: never, isFinished }),
    );
    expect(count()).toBe(2);
    expect(ms).toBeGreaterThanOrEqual(1_950);
  });

  test('gives up when its time is over', async () => {
    const { isFinished } = asked(false);
    const ms = await timed(
      createRowWaiter(createListener(), never).wait('row', { seconds: 0.3, signal: never, isFinished }),
    );
    expect(ms).toBeGreaterThanOrEqual(290);
    expect(ms).toBeLessThan(1_900);
  });

  test('asks nothing without time', async () => {
    const { isFinished, count } = asked(false);
    await createRowWaiter(createListener(), never).wait('row', { seconds: 0, signal: never, isFinished });
    expect(count()).toBe(0);
  });

  test('gives up when its caller goes, and asks nothing for one that is gone', async () => {
    const caller = new AbortController();
    const { isFinished, count } = asked(false);
    const waiter = createRowWaiter(createListener(), never);
    const waiting = timed(waiter.wait('row', { seconds: 30, signal: caller.signal, isFinished }));
    await new Promise((resolve) => setImmediate(resolve));
    caller.abort();
    expect(await waiting).toBeLessThan(1_900);
    await waiter.wait('row', { seconds: 30, signal: caller.signal, isFinished });
    expect(count()).toBe(1);
  });

  test('is let go when the process stops, with a last look; one that comes later is not kept', async () => {
    const stop = new AbortController();
    const { isFinished, count } = asked(false);
    const waiter = createRowWaiter(createListener(), stop.signal);
    const { signal } = new AbortController();
    const waits = [1, 2, 3].map(() => waiter.wait('row', { seconds: 30, signal, isFinished }));
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect(await timed(Promise.all(waits).then(() => {}))).toBeLessThan(1_900);
    expect(count()).toBe(6);
    await waiter.wait('row', { seconds: 30, signal, isFinished });
    expect([signal, stop.signal].flatMap((one) => getEventListeners(one, 'abort'))).toEqual([]);
  });

  test('throws what asking throws', async () => {
    const isFinished = async (): Promise<boolean> => {
      throw new Error('no database');
    };
    const waiting = createRowWaiter(createListener(), never).wait('row', { seconds: 30, signal: never, isFinished });
    await expect(waiting).rejects.toThrow('no database');
  });

  test('any number may wait for one row', async () => {
    const listener = createListener();
    const waiter = createRowWaiter(listener, never);
    let isOver = false;
    const waits = Array.from({ length: 20 }, () => {
      const { signal } = new AbortController();
      return waiter.wait('row', { seconds: 30, signal, isFinished: async () => isOver });
    });
    await new Promise((resolve) => setImmediate(resolve));
    isOver = true;
    listener.finished('row');
    expect(await timed(Promise.all(waits).then(() => {}))).toBeLessThan(1_900);
  });
});
