/**
 * Asks again until what comes is truthy.
 * @throws Error after the deadline (milliseconds), or at once whatever the question throws.
 */
export async function eventually<T>(ask: () => Promise<T>, deadlineMs = 90_000): Promise<NonNullable<T>> {
  const until = Date.now() + deadlineMs;
  for (;;) {
    const result = await ask();
    if (result) return result;
    if (Date.now() > until) throw new Error(`not so after ${deadlineMs} ms: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
