/**
 * Runs `work` on every item, at most `lanes` at a time, started in order. The first error aborts the signal the
 * others were given, waits for them to end and is thrown; so is the caller's reason when aborted.
 */
export async function forEachConcurrent<T>(
  lanes: number,
  items: readonly T[],
  signal: AbortSignal | undefined,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failure = new AbortController();
  const either = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
  const queue = items.values();
  const lane = async () => {
    // The lanes share one iterator: each takes the next item that nobody has.
    for (const item of queue) {
      either.throwIfAborted();
      await work(item, either);
    }
  };
  const running = Array.from({ length: Math.min(lanes, items.length) }, () =>
    lane().catch((error: unknown) => failure.abort(error)),
  );
  await Promise.all(running);
  either.throwIfAborted();
}
