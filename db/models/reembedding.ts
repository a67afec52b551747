import { RunEntity } from './run-entity.js';

/** The move of one material's chunks to the vectors of another model. */
export class Reembedding extends RunEntity {
  static override tableName = 'reembeddings';

  declare materialId: string;
  declare userId: string;
  declare model: string;
  declare status: 'queued' | 'processing' | 'done' | 'failed' | 'cancelled';
}
