import type { Run } from '../../domain/runs/workflow-ids.js';
import type { WorkflowStart } from '../shared/ports.js';
import type { RunTable } from './runs.js';
import {
  startOfErasure,
  startOfExport,
  startOfIngestion,
  startOfMail,
  startOfMaterialDeletion,
  startOfQuestion,
  startOfReembedding,
} from './workflow-starts.js';

/** A row that is due: its run, whose it is, and what its workflow is called. */
export interface DueRow extends Run {
  userId: string | null;
  status: string;
  workflowId: string;
}

/** What the reconciler must know of a table. */
export interface Reconcilable {
  table: RunTable;
  ownerColumn: 'ownerId' | 'userId';
  /** States in which a row needs a workflow; the first is that of a row whose workflow has not begun. */
  open: readonly [string, ...string[]];
  /** Whether rows wait while their owner is not active. */
  forActiveOnly: boolean;
  /** What becomes of an open row whose workflow has ended: most fail; what must happen in any case begins again. */
  whenEnded: 'fail' | 'restart';
  /** Columns that a settled row must not have any more. */
  blanked?: Record<string, null>;
  /** The start of a row's run, with the workflow id of that run. */
  start(row: Run & { userId: string | null }): WorkflowStart;
}

const WORK = { open: ['queued', 'processing'], forActiveOnly: true } as const;

/** Every table whose open rows must have a workflow behind them. */
export const RECONCILABLE: readonly Reconcilable[] = [
  {
    ...WORK,
    table: 'materials',
    ownerColumn: 'ownerId',
    whenEnded: 'fail',
    blanked: { phase: null },
    start: startOfIngestion,
  },
  {
    table: 'materials',
    ownerColumn: 'ownerId',
    open: ['deleting'],
    forActiveOnly: false,
    whenEnded: 'restart',
    start: startOfMaterialDeletion,
  },
  { ...WORK, table: 'reembeddings', ownerColumn: 'userId', whenEnded: 'fail', start: startOfReembedding },
  {
    ...WORK,
    table: 'questions',
    ownerColumn: 'userId',
    whenEnded: 'fail',
    blanked: { phase: null, draft: null },
    start: startOfQuestion,
  },
  {
    ...WORK,
    table: 'mails',
    ownerColumn: 'userId',
    whenEnded: 'fail',
    blanked: { recipientAddress: null },
    start: startOfMail,
  },
  { ...WORK, table: 'exports', ownerColumn: 'userId', whenEnded: 'fail', start: startOfExport },
  { ...WORK, table: 'erasures', ownerColumn: 'userId', whenEnded: 'restart', start: startOfErasure },
];
