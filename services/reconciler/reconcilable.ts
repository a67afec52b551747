import { doubtWorkflowId, ingestWorkflowId, type Run } from '../../domain/workflow-ids.js';
import type { WorkflowStart } from '../ports.js';
import type { RunTable } from '../runs.js';

/** A row that is due: its run, whose it is, and what its workflow is called. */
export interface DueRow extends Run {
  userId: string;
  status: 'queued' | 'processing';
  workflowId: string;
}

/** What the reconciler must know of a table. */
export interface Reconcilable {
  table: RunTable;
  ownerColumn: 'ownerId' | 'userId';
  /** The start of a row's run, with the workflow id of that run. */
  start(row: Run & { userId: string }): WorkflowStart;
}

/** Every table whose open rows must have a workflow behind them. */
export const RECONCILABLE: readonly Reconcilable[] = [
  {
    table: 'materials',
    ownerColumn: 'ownerId',
    start: ({ userId, ...run }) => ({
      flow: 'ingestMaterial',
      workflowId: ingestWorkflowId(run),
      input: { materialId: run.id, userId, runNo: run.runNo },
    }),
  },
  {
    table: 'doubt_messages',
    ownerColumn: 'userId',
    start: ({ userId, ...run }) => ({
      flow: 'solveDoubt',
      workflowId: doubtWorkflowId(run),
      input: { messageId: run.id, userId, runNo: run.runNo },
    }),
  },
];
