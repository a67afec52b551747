import type { LoggedReview } from '../../domain/learning/reviews/histories.js';
import { createThread } from '../../lib/threads.js';
import type * as WeightsThread from './weights-thread.js';

/** Trains weights of FSRS-6, in a thread of its own. */
export interface WeightTrainer {
  /**
   * @returns null where there are too few reviews
   * @throws DeadlineExceeded; the signal's reason.
   */
  fit(reviews: LoggedReview[], signal: AbortSignal): Promise<WeightsThread.FittedWeights | null>;
  close(): Promise<void>;
}

/** Makes the trainer; its thread begins with the first student, and ends when there is none for a while. */
export function createWeightTrainer(): WeightTrainer {
  const thread = createThread<typeof WeightsThread>(new URL('./weights-thread.js', import.meta.url), {
    ...{ idleSeconds: 30, heapMb: 512, taskSeconds: 120 },
  });
  return {
    fit: (reviews, signal) => thread.run('fitWeights', reviews, signal),
    close: () => thread.close(),
  };
}
