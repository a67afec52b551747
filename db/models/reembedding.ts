import type { FailureType } from '../../domain/runs/failures.js';
import { Entity } from './base-model.js';

/** The move of one material's chunks to the vectors of another model. */
export class Reembedding extends Entity {
  static override tableName = 'reembeddings';

  declare materialId: string;
  declare userId: string;
  declare model: string;
  declare status: 'queued' | 'processing' | 'done' | 'failed' | 'cancelled';
  declare failure: FailureType | null;
  declare runNo: number;
  declare workflowId: string;
  declare nextCheckAt: Date | null;
  declare cancelRequestedAt: Date | null;
  declare finishedAt: Date | null;
}
