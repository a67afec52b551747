import { AsyncLocalStorage } from 'node:async_hooks';

/** From when on a statement is slow. */
const SLOW_MS = 200;

/** What a piece of work has sent to PostgreSQL, with what begins and ends its transactions. */
export interface StatementTally {
  sent: number;
  /** With placeholders, never with values. */
  slow: { ms: number; sql: string }[];
}

const current = new AsyncLocalStorage<StatementTally>();

/** Does something and tallies its statements, also those that it sends side by side. */
export function tallyStatements<T>(tally: StatementTally, work: () => Promise<T>): Promise<T> {
  return current.run(tally, work);
}

/** Counts a statement that is over to the work that it is of. @param began by performance.now() */
export function countStatement(sql: string, began: number): void {
  const tally = current.getStore();
  if (!tally) return;
  tally.sent += 1;
  const ms = performance.now() - began;
  if (ms >= SLOW_MS) tally.slow.push({ ms: Math.round(ms), sql });
}
