import type { Flow, RunInput } from '../../domain/runs/flows.js';

/** A workflow to start: its flow, the id that its row carries, and its input. */
export interface WorkflowStart {
  flow: Flow;
  workflowId: string;
  input: RunInput;
}

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
  /**
   * Asks a run to end; one that is closed or unknown counts as success.
   * @throws when Temporal does not answer within 2 seconds.
   */
  cancel(workflowId: string): Promise<void>;
}

/** A run of a workflow; without its run id the latest of that workflow id. */
export interface RunName {
  workflowId: string;
  runId?: string;
}

/** What Temporal keeps of one person's runs; implemented in temporal-config/user-runs.ts. */
export interface UserRuns {
  /**
   * Some of the runs that carry this user, running or closed. What happened in the last moments may not be there yet.
   * @throws when Temporal does not answer within 10 seconds.
   */
  list(userId: string): Promise<Required<RunName>[]>;
  /**
   * Ends a run that is still going and has Temporal forget it, which takes it some moments.
   * @returns false for one that Temporal does not know
   * @throws when Temporal does not answer within 10 seconds.
   */
  remove(run: RunName): Promise<boolean>;
}

/** A run that a request started. */
export interface FoundRun {
  workflowId: string;
  /** Whose it is; null where it does not tell. */
  userId: string | null;
  /** The row that it works on. */
  resourceId: string | null;
}

/** What support finds runs by; implemented in temporal-config/find-runs.ts. */
export interface RunFinder {
  /**
   * The runs that a request started, 50 at most; none once Temporal has forgotten them.
   * @throws when Temporal does not answer within 10 seconds.
   */
  byRequest(requestId: string): Promise<FoundRun[]>;
}

/** What runs by the clock; implemented in temporal-config/trigger-schedule.ts. */
export interface Jobs {
  /** Of every schedule. */
  names: readonly string[];
  /**
   * Begins a run of a schedule now, unless one goes on.
   * @throws when Temporal does not answer within 10 seconds, or knows no such schedule yet.
   */
  run(name: string): Promise<void>;
}

/** The little of a logger that services use; pino fits. Fields never hold personal data. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** How one kind of task of a task queue stands. */
export interface QueueFigures {
  queue: string;
  kind: 'workflow' | 'activity';
  /** Tasks that no worker has taken, about. */
  backlog: number;
  /** Seconds that the oldest of them has waited. */
  oldestSeconds: number;
  /** Workers that ask for tasks. */
  pollers: number;
}

/** How a schedule stands. */
export interface ScheduleFigures {
  schedule: string;
  /** Seconds since it last began a run, or was made. */
  ageSeconds: number;
  /** Runs that it never began, since Temporal was away for longer than they may be made up. */
  missed: number;
  /** Runs that it did not begin, since the one before went on. */
  skipped: number;
  paused: boolean;
  /** Whether it should have begun a run since. */
  isLate: boolean;
}

/** What Temporal knows of the whole system's work; implemented in temporal-config/figures.ts. */
export interface TemporalFigures {
  queues: QueueFigures[];
  schedules: ScheduleFigures[];
}
