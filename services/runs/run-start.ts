import { FLOWS, type Flow, type RunInput, workflowIdOf } from '../../domain/runs/flows.js';
import type { WorkflowStart } from '../shared/ports.js';

/** Longer than the bound of a start, after which the reconciler looks whether it worked. */
const FIRST_CHECK_MS = 5_000;

/** When the reconciler first looks at a row that is queued now. */
export const firstCheckAt = (now: Date): Date => new Date(now.getTime() + FIRST_CHECK_MS);

/** The start of one run, for after the commit; it tells whose row it is only where the flow may. */
export const startOf = (flow: Flow, { id, runNo, userId }: RunInput): WorkflowStart => ({
  flow,
  workflowId: workflowIdOf(flow, { id, runNo }),
  input: { id, runNo, userId: FLOWS[flow].carriesUserId ? userId : null },
});

/** The columns of a new row whose first run is queued. */
export const firstRun = (flow: Flow, id: string, now: Date) =>
  ({
    id,
    status: 'queued',
    workflowId: workflowIdOf(flow, { id, runNo: 1 }),
    nextCheckAt: firstCheckAt(now),
  }) as const;
