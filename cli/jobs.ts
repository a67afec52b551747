/** `npm run jobs -- leaderboard --from DAY [--to DAY] [--reason TEXT]`: makes the boards of days anew, by a worker. Works on what the environment names, by default that of `npm start`. */
import { parseArgs } from 'node:util';
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { z } from 'zod';
import { addDays, daysBetween } from '../domain/game/calendar-day.js';
import { taskQueue } from '../domain/runs/task-queues.js';
import { utcDay } from '../domain/utc-day.js';
import { systemClock } from '../services/shared/clock.js';
import { boardsRunId } from '../workflows/leaderboard-run/messages.js';
import type { leaderboardRun } from '../workflows/leaderboard-run/workflow.js';
import { FLOW } from '../workflows/search-attributes.js';
import { onTemporal } from './on-temporal.js';

const USAGE = `npm run jobs -- leaderboard --from DAY [--to DAY] [--reason TEXT]
Makes the boards of each day, YYYY-MM-DD by UTC, once more, the oldest first; the last is --to, or --from. Where the
ledger says something else by now, a board gets a new version with the reason, and the old one stays.`;

/** Of one command. */
const MAX_DAYS = 400;

interface Days {
  from: string;
  to: string;
  reason: string;
}

/** @returns undefined for what is no such command */
function readDays(args: readonly string[]): Days | undefined {
  const options = { from: { type: 'string' }, to: { type: 'string' }, reason: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { from = '', to = from, reason = 'Made again by support' } = values;
    const areDays = [from, to].every((day) => z.iso.date().safeParse(day).success);
    const isRange = areDays && from <= to && to < utcDay(systemClock()) && daysBetween(from, to) < MAX_DAYS;
    return positionals.join() === 'leaderboard' && isRange ? { from, to, reason } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Has a worker make the boards of a day, and waits for it. A run that goes on is waited for first: it may have read the
 * ledger before what they are to be made again for.
 */
async function makeDay(client: Client, prefix: string, { day, reason }: { day: string; reason: string }) {
  const workflowId = boardsRunId(prefix, day);
  const run = client.workflow.getHandle(workflowId);
  const start = () =>
    client.workflow.start<typeof leaderboardRun>('leaderboardRun', {
      ...{ workflowId, taskQueue: taskQueue(prefix, 'core'), args: [{ day, reason }] },
      staticSummary: `Make the boards of ${day} again`,
      typedSearchAttributes: [{ key: FLOW, value: 'leaderboardRun' }],
    });
  while (!(await isStarted(start))) await run.result();
  await run.result();
}

/** @returns false where a run of the same id goes on */
async function isStarted(start: () => Promise<unknown>): Promise<boolean> {
  try {
    await start();
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

const makeDays = ({ from, to, reason }: Days): Promise<number> =>
  onTemporal(async (client, prefix, print) => {
    for (let day = from; day <= to; day = addDays(day, 1)) {
      await makeDay(client, prefix, { day, reason });
      print(`Made the boards of ${day}.`);
    }
  });

async function main(args: string[]): Promise<number> {
  const days = readDays(args);
  if (days) return makeDays(days);
  console.error(USAGE);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
