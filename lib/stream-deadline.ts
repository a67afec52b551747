import { DeadlineExceeded, withDeadline } from './deadline.js';

/** Timeouts of something that comes bit by bit, in milliseconds. */
export interface StreamTimeouts {
  /** Until the first bit. */
  first: number;
  /** From one bit to the next. */
  silence: number;
  /** For all of it, however steadily it comes. */
  whole: number;
}

/**
 * Runs work whose result comes bit by bit, for as long as it goes on coming.
 * @param work must end when its signal aborts, and tell of every bit by `heard`
 * @throws DeadlineExceeded when one of the timeouts is over; the caller's reason; else what `work` throws.
 */
export function withStreamDeadline<T>(
  { first, silence, whole }: StreamTimeouts,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal, heard: () => void) => Promise<T>,
): Promise<T> {
  return withDeadline(whole, signal, async (inner, abort) => {
    const wait = (ms: number) => setTimeout(() => abort(new DeadlineExceeded(`Nothing came within ${ms} ms`)), ms);
    let timer = wait(first);
    const heard = () => {
      clearTimeout(timer);
      timer = wait(silence);
    };
    try {
      return await work(inner, heard);
    } finally {
      clearTimeout(timer);
    }
  });
}
