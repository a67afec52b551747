import type { Run } from '../../domain/workflow-ids.js';
import type { WorkflowStart } from '../ports.js';
import type { RunTable } from '../runs.js';
import { startOfDoubt, startOfErasure, startOfExport, startOfIngestion, startOfMail } from '../workflow-starts.js';

/** A row that is due: its run, whose it is, and what its workflow is called. */
export interface DueRow extends Run {
  userId: string | null;
  status: 'queued' | 'processing';
  workflowId: string;
}

/** What the reconciler must know of a table. */
export interface Reconcilable {
  table: RunTable;
  ownerColumn: 'ownerId' | 'userId';
  /** What becomes of an open row whose workflow has ended: most fail; what must happen in any case begins again. */
  whenEnded: 'fail' | 'restart';
  /** Columns that a settled row must not have any more. */
  blanked?: Record<string, null>;
  /** The start of a row's run, with the workflow id of that run. */
  start(row: Run & { userId: string | null }): WorkflowStart;
}

/** Every table whose open rows must have a workflow behind them. */
export const RECONCILABLE: readonly Reconcilable[] = [
  { table: 'materials', ownerColumn: 'ownerId', whenEnded: 'fail', start: startOfIngestion },
  { table: 'doubt_messages', ownerColumn: 'userId', whenEnded: 'fail', start: startOfDoubt },
  {
    table: 'mails',
    ownerColumn: 'userId',
    whenEnded: 'fail',
    blanked: { askedAddress: null },
    start: startOfMail,
  },
  { table: 'account_exports', ownerColumn: 'userId', whenEnded: 'fail', start: startOfExport },
  { table: 'erasures', ownerColumn: 'userId', whenEnded: 'restart', start: startOfErasure },
];
