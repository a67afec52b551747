import { FLOWS, type Flow, firstStateOf, type RunInput, workflowIdOf } from '../../domain/runs/flows.js';
import type { WorkflowStart } from '../shared/ports.js';
import type { FlowRows } from './flow-rows.js';

/** Longer than the bound of a start, after which the reconciler looks whether it worked. */
const FIRST_CHECK_MS = 5_000;

/** When the reconciler first looks at a row that is queued now. */
export const firstCheckAt = (now: Date): Date => new Date(now.getTime() + FIRST_CHECK_MS);

/** How late the timer of a row may be before the reconciler looks for it. */
const LATE_MS = 5 * 60_000;

/** When the reconciler looks at a row whose timer looks at it then. */
export const checkAfter = (deadline: Date): Date => new Date(deadline.getTime() + LATE_MS);

/** The start of one run, for after the commit; it tells whose row it is only where the flow may. */
export const startOf = (flow: Flow, { id, runNo, userId }: RunInput): WorkflowStart => ({
  flow,
  workflowId: workflowIdOf(flow, { id, runNo }),
  input: { id, runNo, userId: FLOWS[flow].carriesUserId ? userId : null },
});

/** The columns of a new row whose first run is to be started. */
export const firstRun = <F extends Flow>(flow: F, id: string, now: Date) => ({
  id,
  status: firstStateOf(flow) as FlowRows[F]['status'],
  workflowId: workflowIdOf(flow, { id, runNo: 1 }),
  nextCheckAt: firstCheckAt(now),
});

/** The columns of a new row that nobody waits for: the reconciler starts its first run in its next pass. */
export const firstRunByReconciler = <F extends Flow>(flow: F, id: string, now: Date) => ({
  ...firstRun(flow, id, now),
  nextCheckAt: now,
});
