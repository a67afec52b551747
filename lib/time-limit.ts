/** Work that outlasted its bound. */
export class TimeLimitExceeded extends Error {
  override readonly name = 'TimeLimitExceeded';
}

/**
 * Runs `work` for at most `seconds` and only while the caller's signal stands; `work` must heed the signal of the
 * controller it is given, and may abort it for a reason of its own. The clock keeps the process alive meanwhile.
 * @throws TimeLimitExceeded when time runs out; the caller's reason when aborted; else what `work` throws.
 */
export async function withTimeLimit<T>(
  seconds: number,
  signal: AbortSignal | undefined,
  work: (bound: AbortController) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const bound = new AbortController();
  const pass = () => bound.abort(signal?.reason);
  const clock = setTimeout(() => bound.abort(new TimeLimitExceeded(`More than ${seconds} s`)), seconds * 1000);
  signal?.addEventListener('abort', pass, { once: true });
  try {
    return await work(bound);
  } catch (error) {
    bound.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(clock);
    signal?.removeEventListener('abort', pass);
  }
}

/** Settles as `promise` does, or rejects with the signal's reason, whichever is first. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { aborted, forget } = abortion(signal);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    forget();
  }
}

function abortion(signal: AbortSignal): { aborted: Promise<never>; forget: () => void } {
  let forget = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    forget = () => signal.removeEventListener('abort', stop);
  });
  return { aborted, forget };
}
