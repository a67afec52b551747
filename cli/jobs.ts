/** `npm run jobs -- leaderboard --from DAY [--to DAY] [--reason TEXT]`: makes the boards of days anew, by a worker. Works on what the environment names, by default that of `npm start`. */
import { parseArgs } from 'node:util';
import { type Client, isGrpcServiceError, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { rootCause } from '@temporalio/common';
import { z } from 'zod';
import { loadConfig } from '../config.js';
import { addDays, daysBetween } from '../domain/game/calendar-day.js';
import { taskQueue } from '../domain/runs/task-queues.js';
import { utcDay } from '../domain/utc-day.js';
import { systemClock } from '../services/shared/clock.js';
import { temporal } from '../stack/engines/temporal.js';
import { portsFromEnvironment } from '../stack/ports.js';
import { createTemporalClient } from '../temporal-config/client.js';
import { boardsRunId } from '../workflows/leaderboard-run/messages.js';
import type { leaderboardRun } from '../workflows/leaderboard-run/workflow.js';
import { FLOW } from '../workflows/search-attributes.js';

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
  console.log(`Made the boards of ${day}.`);
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

async function makeDays({ from, to, reason }: Days): Promise<number> {
  const address = temporal.address(portsFromEnvironment(process.env));
  const config = loadConfig({ TEMPORAL_ADDRESS: address, ...process.env });
  const client = createTemporalClient(config);
  try {
    for (let day = from; day <= to; day = addDays(day, 1))
      await makeDay(client, config.TASK_QUEUE_PREFIX, { day, reason });
    return 0;
  } catch (error) {
    const isAway = error instanceof Error && isGrpcServiceError(error.cause);
    const away = isAway && 'Temporal does not answer: is `npm start` running, or TEMPORAL_ADDRESS right?';
    console.error(away || `The boards were not made: ${rootCause(error) ?? error}`);
    return 1;
  } finally {
    await client.connection.close();
  }
}

async function main(args: string[]): Promise<number> {
  const days = readDays(args);
  if (days) return makeDays(days);
  console.error(USAGE);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
