import type { ParameterizedContext } from 'koa';
import { PREFERRED_WAIT_MS } from '../../domain/wait-limits.js';
import type { RowWaiter } from '../../services/runs/wait-for-row.js';
import { callerGone } from './caller-gone.js';

const MAX_SECONDS = PREFERRED_WAIT_MS / 1_000;

/** Whether the work on a row is over. */
export const isFinished = ({ finishedAt }: { finishedAt: Date | null }): boolean => finishedAt !== null;

/**
 * Reads a row; with `Prefer: wait=N` (RFC 7240) waits up to N seconds, at most 30, for the end of the work on it.
 * @param find reads the row as the caller may see it
 */
export async function waitForEnd<Row extends { id: string; finishedAt: Date | null } | undefined>(
  ctx: ParameterizedContext,
  rowWaiter: RowWaiter,
  find: () => Promise<Row>,
): Promise<Row> {
  let row = await find();
  const seconds = preferredWait(ctx.get('Prefer'));
  if (!row || seconds === 0 || isFinished(row)) return row;
  await rowWaiter.wait(row.id, {
    seconds,
    signal: callerGone(ctx),
    isFinished: async () => {
      row = await find();
      return !row || isFinished(row);
    },
  });
  ctx.set('Preference-Applied', `wait=${seconds}`);
  return row;
}

/** Seconds of `wait=N` in a Prefer header, at most 30; 0 without one. */
export function preferredWait(header: string): number {
  const wait = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,9})"?/i.exec(header)?.[1];
  return Math.min(Number(wait ?? 0), MAX_SECONDS);
}
