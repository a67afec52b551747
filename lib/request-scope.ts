import { AsyncLocalStorage } from 'node:async_hooks';

/** A run that was started or cancelled. */
export interface RunInScope {
  workflowId: string;
  /** The row that it works on, where its start names one. */
  resourceId?: string;
}

/** What was sent to PostgreSQL for a request, with what begins and ends its transactions. */
export interface StatementTally {
  sent: number;
  /** With placeholders, never with values. */
  slow: { ms: number; sql: string }[];
}

/** What is known, wherever it is asked for, of the request that work is done for. */
export interface RequestScope {
  readonly requestId: string;
  /** Runs that were started or cancelled so far, in order. */
  readonly runs: RunInScope[];
  /** What it has sent to PostgreSQL so far. */
  readonly statements: StatementTally;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Does work, and all that it leads to, for a request. Gives what the work gives. */
export const inRequest = <T>(requestId: string, work: () => T): T =>
  scopes.run({ requestId, runs: [], statements: { sent: 0, slow: [] } }, work);

/** The request that this is done for; undefined for what a schedule or the reconciler began. */
export const currentRequest = (): RequestScope | undefined => scopes.getStore();
