import type { AnyQueryBuilder } from 'objection';
import { OPEN_STATES } from '../../domain/runs/states.js';
import { Entity } from './base-model.js';

/** The name of a column that holds in joins and under aliases too. */
export const columnOf = (query: AnyQueryBuilder, column: string): string =>
  `${query.tableRefFor(query.modelClass())}.${column}`;

/** An entity that workflow runs work on. */
export class RunEntity extends Entity {
  static override modifiers = {
    /** Those that a run has still to work on. */
    open(query: AnyQueryBuilder) {
      query.whereIn(columnOf(query, 'status'), [...OPEN_STATES]);
    },
  };

  /** Of the run that may write now; every retry raises it. */
  declare runNo: number;
  /** When the reconciler looks whether a workflow is behind it; null once it is finished. */
  declare nextCheckAt: Date | null;
  declare cancelRequestedAt: Date | null;
  /** Null while it is open. */
  declare finishedAt: Date | null;
}
