import type { IngestMaterialInput } from '../workflows/ingest-material/messages.js';
import type { SolveDoubtInput } from '../workflows/solve-doubt/messages.js';

/** A workflow to start: its kind, its input, and the id that its row carries. */
export type WorkflowStart =
  | { flow: 'ingestMaterial'; workflowId: string; input: IngestMaterialInput }
  | { flow: 'solveDoubt'; workflowId: string; input: SolveDoubtInput };

/** What Temporal knows of a workflow id. */
export type WorkflowState = 'running' | 'closed' | 'not-found';

/** What services need of Temporal; implemented in temporal-config/client.ts. */
export interface WorkflowStarter {
  /**
   * Starts a workflow; one that was started before under this id counts as success.
   * @throws when Temporal does not answer within 2 seconds: the row then waits for the reconciler.
   */
  start(start: WorkflowStart): Promise<void>;
  /** @throws when Temporal does not answer within 2 seconds. */
  describe(workflowId: string): Promise<WorkflowState>;
}

/** The little of a logger that services use; pino fits. Fields never hold personal data. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
