/** The other side took longer than we allow. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}

/**
 * Bounds a call in time: `work` gets a signal that aborts when the caller's does or when `ms` milliseconds are over.
 * @throws the caller's abort reason once it aborted, DeadlineExceeded once time is over, else whatever `work` throws.
 */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  // Not AbortSignal.any with AbortSignal.timeout: on Node 20 a composed signal may be collected before it fires.
  const controller = new AbortController();
  const forward = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(new DeadlineExceeded(`no answer within ${ms} ms`)), ms);
  signal?.addEventListener('abort', forward, { once: true });
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
}
