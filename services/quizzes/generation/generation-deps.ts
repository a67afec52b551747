import type { AiCall, EmbeddingProvider } from '../../../clients/ai/provider.js';
import type { QuestionWriter } from '../../../clients/ai/question-writer.js';
import type { Quiz } from '../../../db/models/quiz.js';
import type { MeterOf } from '../../ai/meter.js';
import type { PassageSource } from '../../questions/passage-source.js';
import type { TransactionDeps } from '../../runs/in-transaction.js';

/** What generation stands on. */
export interface GenerationDeps extends Pick<TransactionDeps, 'db' | 'clock'> {
  source: PassageSource;
  questionWriter: QuestionWriter;
  meterOf: MeterOf;
  /** Compares questions by what they mean; where there is none, their words decide. */
  questionEncoder: Pick<EmbeddingProvider, 'embed'> | null;
}

/** What goes with the calls that are made for a quiz. */
export const callFor = (deps: GenerationDeps, { userId, id }: Quiz, signal: AbortSignal): AiCall => ({
  signal,
  meter: deps.meterOf({ userId, resourceId: id }),
});
