import type { AnyQueryBuilder } from 'objection';
import type { FailureType } from '../../domain/runs/failures.js';
import { FLOW_NAMES, FLOWS } from '../../domain/runs/flows.js';
import { Entity } from './base-model.js';

/** The name of a column that holds in joins and under aliases too. */
export const columnOf = (query: AnyQueryBuilder, column: string): string =>
  `${query.tableRefFor(query.modelClass())}.${column}`;

/** An entity that workflow runs work on. */
export class RunEntity extends Entity {
  static override modifiers = {
    /** Those that a run of any flow has still to work on. */
    open(query: AnyQueryBuilder) {
      const flows = FLOW_NAMES.filter((flow) => FLOWS[flow].table === query.modelClass().tableName);
      query.whereIn(
        columnOf(query, 'status'),
        flows.flatMap((flow) => FLOWS[flow].open),
      );
    },
  };

  declare status: string;
  /** Why its run could not reach its goal; null unless its status is failed. */
  declare failure: FailureType | null;
  /** Of the run that may write now; every retry raises it. */
  declare runNo: number;
  /** Of that run; null only for a material that is still being uploaded. */
  declare workflowId: string | null;
  /** When the reconciler looks whether a workflow is behind it; null once it is finished. */
  declare nextCheckAt: Date | null;
  declare cancelRequestedAt: Date | null;
  /** Null while it is open. */
  declare finishedAt: Date | null;
}
