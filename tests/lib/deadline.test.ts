import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { DeadlineExceeded, unlessAborted, withDeadline } from '../../lib/deadline.js';

/** Work without an end of its own, which heeds its signal. */
const untilAborted = (signal: AbortSignal) => unlessAborted(new Promise<never>(() => {}), signal);

describe('withDeadline', () => {
  test('gives what work gives, and throws what it throws', async () => {
    expect(await withDeadline(10_000, undefined, async () => 'done')).toBe('done');
    const failing = withDeadline(10_000, undefined, async () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
  });

  test('ends work that takes too long', async () => {
    await expect(withDeadline(20, undefined, untilAborted)).rejects.toThrow(DeadlineExceeded);
  });

  test("throws the caller's reason, whatever the work makes of it", async () => {
    const stop = new AbortController();
    const working = withDeadline(10_000, stop.signal, (signal) =>
      untilAborted(signal).catch(() => Promise.reject(new Error('an error of its own'))),
    );
    stop.abort(new Error('gone'));
    await expect(working).rejects.toThrow('gone');
  });

  test('begins nothing once the caller has aborted', async () => {
    let begun = false;
    const work = async () => {
      begun = true;
    };
    await expect(withDeadline(10_000, AbortSignal.abort(new Error('gone')), work)).rejects.toThrow('gone');
    expect(begun).toBe(false);
  });

  test('lets work abort itself', async () => {
    const working = withDeadline(10_000, undefined, (signal, abort) => {
      abort(new Error('the thread died'));
      return untilAborted(signal);
    });
    await expect(working).rejects.toThrow('the thread died');
  });
});

describe('unlessAborted', () => {
  test('throws the reason of a signal that was aborted before, and after', async () => {
    await expect(untilAborted(AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
    const stop = new AbortController();
    const waiting = untilAborted(stop.signal);
    stop.abort(new Error('after'));
    await expect(waiting).rejects.toThrow('after');
  });

  test('gives what comes first', async () => {
    const stop = new AbortController();
    const waiting = unlessAborted(Promise.resolve('first'), stop.signal);
    expect(await waiting).toBe('first');
    stop.abort();
  });
});

describe('what is over', () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

  test('leaves no timer and no listener, however it ended', async () => {
    const { signal } = new AbortController();
    const before = timers();
    await withDeadline(60_000, signal, async () => 'done');
    await withDeadline(60_000, signal, async () => Promise.reject(new Error('broken'))).catch(() => {});
    await unlessAborted(Promise.resolve(), signal);
    await unlessAborted(Promise.reject(new Error('broken')), signal).catch(() => {});
    expect(timers()).toBe(before);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('says how long it was given', async () => {
    await expect(withDeadline(20, undefined, untilAborted)).rejects.toMatchObject({
      name: 'DeadlineExceeded',
      message: 'Not done within 20 ms',
    });
  });
});
