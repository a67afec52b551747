import { type TrainingDeps, trainWeights } from '../services/reviews/train-weights.js';
import { withHeartbeat } from './with-heartbeat.js';

export type ReviewActivities = ReturnType<typeof createReviewActivities>;

/** The step of `trainWeights`. */
export function createReviewActivities(deps: TrainingDeps) {
  return {
    trainWeights: ({ after }: { after: string | null }) =>
      withHeartbeat((report, signal) => trainWeights(deps, { after, report }, signal)),
  };
}
