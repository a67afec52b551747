/**
 * Asks again until the answer is truthy.
 * @throws Error after the deadline (milliseconds), or at once whatever the question throws.
 */
export async function eventually<T>(ask: () => Promise<T>, deadlineMs = 90_000): Promise<NonNullable<T>> {
  const until = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > until) throw new Error(`not so after ${deadlineMs} ms: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
