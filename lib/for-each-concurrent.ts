/**
 * Runs `work` on every item, at most `concurrency` at a time, started in order.
 * @throws the first error, after it aborted the signal of the others and these have ended; the caller's reason.
 */
export async function forEachConcurrent<T>(
  concurrency: number,
  items: readonly T[],
  signal: AbortSignal | undefined,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failure = new AbortController();
  const combined = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
  const queue = items.values();
  const takeItems = async () => {
    // They share one iterator: each takes the next item that nobody has.
    for (const item of queue) {
      combined.throwIfAborted();
      await work(item, combined);
    }
  };
  const running = Array.from({ length: Math.min(concurrency, items.length) }, () =>
    takeItems().catch((error: unknown) => failure.abort(error)),
  );
  await Promise.all(running);
  combined.throwIfAborted();
}
