/** Milliseconds between two questions: few at first, so that nobody waits for what is quick, and then more. */
const FIRST_MS = 10;
const GROWTH = 1.3;
const LONGEST_MS = 150;

/**
 * Asks again until what comes is truthy.
 * @throws Error after the deadline (milliseconds), or at once whatever the question throws.
 */
export async function eventually<T>(ask: () => Promise<T>, deadlineMs = 90_000): Promise<NonNullable<T>> {
  const until = Date.now() + deadlineMs;
  for (let pause = FIRST_MS; ; pause = Math.min(pause * GROWTH, LONGEST_MS)) {
    const result = await ask();
    if (result) return result;
    if (Date.now() > until) throw new Error(`not so after ${deadlineMs} ms: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
