import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { PERSONAL_TABLES, type PersonalTable } from '../../../db/personal-data.js';
import { listWorkedOn } from '../../../db/queries/erasure.js';
import { FLOW_NAMES, FLOWS, type Flow, type Run, workflowIdOf } from '../../../domain/runs/flows.js';
import type { UserRuns } from '../../shared/ports.js';
import { addToReceipt, lockRemoval } from './receipt.js';

const BATCH = 100;
/** Temporal's list of runs is some moments behind what happened, and may be asked ten times a second by all together. */
const LOOK_EVERY_MS = 1_000;
const MAX_LOOKS = 300;

export interface RemoveRunsDeps {
  db: Knex;
  runs: UserRuns;
}

/**
 * Ends every workflow run of a person and has Temporal forget it: those that the rows name, then those that Temporal
 * lists under the person, until it lists none twice in a row. Repeating it is harmless; a run may be missing in the
 * receipt when the step dies between removing and counting it.
 * @param input.report is told that it goes on
 * @throws Failure Superseded; the signal's reason; Error when Temporal does not answer, or goes on listing runs.
 */
export async function removeRuns(
  deps: RemoveRunsDeps,
  { report, ...run }: Run & { report: (looks: number) => void },
  signal: AbortSignal,
): Promise<void> {
  const { userId } = await deps.db.transaction((trx) => lockRemoval(run, trx));
  for (const flow of FLOW_NAMES) {
    const rows = PERSONAL_TABLES.find(({ table, onErasure }) => table === FLOWS[flow].table && onErasure === 'delete');
    if (rows) await removeNamed(deps, run, { flow, userId, rows }, signal);
  }
  await removeListed(deps, run, { userId, report }, signal);
}

/** Also runs that do not tell whose they are, such as those of mails to an address that somebody typed. */
async function removeNamed(
  deps: RemoveRunsDeps,
  run: Run,
  { flow, userId, rows }: { flow: Flow; userId: string; rows: PersonalTable },
  signal: AbortSignal,
): Promise<void> {
  let after: string | undefined;
  do {
    const batch = await listWorkedOn(deps.db, rows, { userId, after, limit: BATCH });
    const ids = batch.flatMap(({ id, runNo }) =>
      Array.from({ length: runNo }, (_, before) => workflowIdOf(flow, { id, runNo: before + 1 })),
    );
    let workflowRuns = 0;
    for (const id of ids) {
      signal.throwIfAborted();
      if (await deps.runs.remove({ workflowId: id })) workflowRuns++;
    }
    await count(run, workflowRuns, deps.db);
    after = batch.length < BATCH ? undefined : batch.at(-1)?.id;
  } while (after);
}

async function removeListed(
  { db, runs }: RemoveRunsDeps,
  run: Run,
  { userId, report }: { userId: string; report: (looks: number) => void },
  signal: AbortSignal,
): Promise<void> {
  const removed = new Set<string>();
  let looks = 0;
  for (let none = 0; none < 2; looks++) {
    if (looks === MAX_LOOKS) throw new Error('Temporal goes on listing runs that it was asked to remove');
    if (looks > 0) await pause(LOOK_EVERY_MS, undefined, { signal });
    report(looks);
    const listed = await runs.list(userId);
    none = listed.length === 0 ? none + 1 : 0;
    let workflowRuns = 0;
    for (const one of listed) {
      signal.throwIfAborted();
      const known = await runs.remove(one);
      // Removing takes a moment, in which a run is still listed.
      if (known && !removed.has(one.runId)) workflowRuns++;
      removed.add(one.runId);
    }
    await count(run, workflowRuns, db);
  }
}

const count = (run: Run, workflowRuns: number, db: Knex): Promise<void> =>
  db.transaction(async (trx) => {
    await addToReceipt(await lockRemoval(run, trx), { workflowRuns }, trx);
  });
