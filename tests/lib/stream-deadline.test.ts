import { describe, expect, test } from '@jest/globals';
import { DeadlineExceeded, unlessAborted } from '../../lib/deadline.js';
import { withStreamDeadline } from '../../lib/stream-deadline.js';

const LONG = 60_000;
const WAITS = { first: LONG, silence: LONG, whole: LONG };
const untilAborted = (signal: AbortSignal) => unlessAborted(new Promise<never>(() => {}), signal);

/** Tells of so many bits, one after the other, each after `ms`. */
async function tell(bits: number, ms: number, heard: () => void): Promise<void> {
  for (let bit = 0; bit < bits; bit++) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    heard();
  }
}

describe('withStreamDeadline', () => {
  test('ends what never begins', async () => {
    await expect(withStreamDeadline({ ...WAITS, first: 20 }, undefined, untilAborted)).rejects.toThrow(
      DeadlineExceeded,
    );
  });

  test('ends what falls silent, however long the first bit might have taken', async () => {
    const working = withStreamDeadline({ ...WAITS, silence: 20 }, undefined, async (signal, heard) => {
      heard();
      return untilAborted(signal);
    });
    await expect(working).rejects.toThrow(DeadlineExceeded);
  });

  test('lets what goes on coming take longer than any of its timeouts', async () => {
    // Each bit comes a long way within the bound, so that a busy machine may make it late, and all of them beyond it.
    const waits = { ...WAITS, first: 200, silence: 200 };
    const working = withStreamDeadline(waits, undefined, async (_signal, heard) => {
      await tell(50, 5, heard);
      return 'all';
    });
    expect(await working).toBe('all');
  });

  test('ends what goes on coming without end', async () => {
    const working = withStreamDeadline({ ...WAITS, whole: 60 }, undefined, async (signal, heard) => {
      while (!signal.aborted) await tell(1, 5, heard);
      throw new Error('an error of its own');
    });
    await expect(working).rejects.toThrow(DeadlineExceeded);
  });

  test("throws the caller's reason", async () => {
    const stop = new AbortController();
    const working = withStreamDeadline(WAITS, stop.signal, untilAborted);
    stop.abort(new Error('gone'));
    await expect(working).rejects.toThrow('gone');
  });
});
