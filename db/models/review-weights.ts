import { Row } from './base-model.js';

/** By what the memory of a student's cards is told, since there were reviews enough to train it. */
export class ReviewWeights extends Row {
  static override tableName = 'review_weights';
  static override idColumn = 'userId';

  declare userId: string;
  /** Of FSRS-6; null where the default ones are better. */
  declare weights: number[] | null;
  /** The study day since which they are personal. */
  declare since: string | null;
  /** How many reviews there were. */
  declare reviews: number;
  /** Of trained, of default weights and of a plain share, on the same reviews; null where there were too few. */
  declare logLoss: number | null;
  declare defaultLogLoss: number | null;
  declare shareLogLoss: number | null;
  /** When the reviews were read. */
  declare trainedAt: Date;
}
