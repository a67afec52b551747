import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { env } from './database.js';
import { HISTORIES, type Recording } from './recordings.js';
import './quiet-runtime.js';
import { silentRuns } from './silent-runs.js';

/** The history of a run as it is now. */
export async function record(client: Client, workflowId: string): Promise<Recording> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  return { workflowId, history: JSON.parse(historyToJSON(history)) };
}

/** Keeps recordings for later versions to be replayed against, when RECORD_HISTORIES names them. */
export async function keep(name: string, { workflowId, history }: Recording): Promise<void> {
  const version = process.env.RECORD_HISTORIES;
  if (!version) return;
  await mkdir(HISTORIES, { recursive: true });
  await writeFile(`${HISTORIES}/${name}.${version}.json`, `${JSON.stringify({ workflowId, history }, null, 1)}\n`);
}

/** Replays a run against today's workflow code. @throws DeterminismViolationError where they differ. */
export async function replay(recording: Recording): Promise<void> {
  const [error] = await replayAll([recording]);
  if (error) throw error;
}

/** Replays runs one after another on one worker. @returns what `replay` would throw for each, or undefined */
export async function replayAll(recordings: readonly Recording[]): Promise<(Error | undefined)[]> {
  const code = await readFile(env('WORKFLOW_BUNDLE'), 'utf8');
  const errors: (Error | undefined)[] = [];
  const options = { workflowBundle: { code }, sinks: silentRuns };
  for await (const { error } of Worker.runReplayHistories(options, recordings)) errors.push(error);
  return errors;
}
