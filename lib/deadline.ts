/** Work took longer than its caller allows. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}

/**
 * Runs work for at most `ms` milliseconds, and only until the caller's signal aborts.
 * @param work must end when its signal aborts; with `abort` it may end itself for a reason of its own
 * @throws DeadlineExceeded when time runs out; the signal's reason, or that of `abort`; else what `work` throws.
 */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal, abort: (reason: unknown) => void) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  // Not AbortSignal.any with AbortSignal.timeout: on Node 20 a composed signal may be collected before it fires.
  const controller = new AbortController();
  const abort = (reason: unknown) => controller.abort(reason);
  const forward = () => abort(signal?.reason);
  const timer = setTimeout(() => abort(new DeadlineExceeded(`Not done within ${ms} ms`)), ms);
  signal?.addEventListener('abort', forward, { once: true });
  try {
    return await work(controller.signal, abort);
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
}

/** What `promise` gives, or the signal's reason as an error, whichever comes first; the promise itself goes on. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stopListening = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    stopListening = () => signal.removeEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stopListening();
  }
}
