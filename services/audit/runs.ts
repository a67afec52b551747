import { isStillOpen, listOpenRows, lookForReasons, type OpenRow } from '../../db/queries/audit/runs.js';
import { FLOW_NAMES, type Flow } from '../../domain/runs/flows.js';
import { type AuditDeps, byList, byStatement, type Finding, judgeEach, type Step } from './check.js';

/** Open rows that no run works on, or that nobody has looked at for long. */
export async function* lookAtOpenRows(deps: AuditDeps, signal: AbortSignal): AsyncGenerator<Step> {
  for (const flow of FLOW_NAMES) {
    yield* byList(
      (batch) => listOpenRows(deps.db, flow, batch),
      (rows) => judgeEach(rows, signal, (row) => judge(deps, flow, row)),
    );
  }
}

async function judge(deps: AuditDeps, flow: Flow, row: OpenRow): Promise<Finding[]> {
  const { id, runNo, workflowId, isOverdue } = row;
  if (isOverdue) return [{ id, wrong: `${flow}: open, and the reconciler has not looked at it in time` }];
  const state = await deps.starter.describe(workflowId);
  // A run that has just ended, or a start that is being made up for, is no finding: only what stays so is.
  if (state === 'running' || !(await isStillOpen(deps.db, flow, { id, runNo, seconds: deps.graceSeconds }))) return [];
  const told = state === 'closed' ? 'has ended without it' : 'is not known to Temporal';
  return [{ id, wrong: `${flow}: open, and its run ${workflowId} ${told}` }];
}

/** Rows that failed for no reason that is known. */
export async function* lookAtReasons(deps: AuditDeps): AsyncGenerator<Step> {
  for (const look of lookForReasons.values()) yield* byStatement(look)(deps);
}
