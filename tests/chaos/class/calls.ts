import { setTimeout as pause } from 'node:timers/promises';

/** What a call ended with: what the API said, or that the time was over before it said anything final. */
export type Outcome<T> = { data: T } | { refused: number } | undefined;

/** How often each kind of response came; `none` where there was no response. */
export type Tally = Record<string, number>;

/** Between two tries of a call. */
const AGAIN_MS = 300;

/** A limit that does not pass soon is an answer: a day's budget is spent. */
const MAX_LIMITED = 5;

/** What may be gone when the same is asked again. */
const isPassing = (status: number) => status >= 500 || status === 429;

/**
 * Calls until the API has said something final, as a patient client does: after no response, 429 and 5xx again, with
 * the same words and the same key.
 * @param input.isOver ends it
 * @param input.faults gets responses that the document of the API does not declare
 */
export async function persist<T>(
  call: () => Promise<{ data?: T | undefined; response: Response }>,
  { isOver, tally, faults }: { isOver: () => boolean; tally: Tally; faults: string[] },
): Promise<Outcome<T>> {
  for (let limited = 0; !isOver() && limited < MAX_LIMITED; ) {
    const answered = await call().catch((error: Error) => error);
    if (answered instanceof Error && isOurs(answered)) {
      faults.push(answered.message);
      return undefined;
    }
    const status = answered instanceof Error ? 0 : answered.response.status;
    const name = status === 0 ? 'none' : String(status);
    tally[name] = (tally[name] ?? 0) + 1;
    if (!(answered instanceof Error) && !isPassing(status))
      return answered.response.ok ? { data: answered.data as T } : { refused: status };
    if (status === 429) limited += 1;
    await pause(AGAIN_MS);
  }
  return undefined;
}

/** A response that the document does not declare is a fault of the product, and no outage. */
const isOurs = (error: Error) => /^(get|post|put|delete) \/\S+ \d{3}/.test(error.message);
