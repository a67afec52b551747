import { itemOf, type Recommendation } from '../../../domain/recommendations/recommendation.js';
import { reasonOf, requestOf, titleOf } from '../../../domain/recommendations/wording.js';
import { recommendationId } from '../../../services/recommendations/recommendation-id.js';

/** A recommendation as its student sees it. */
export const presentRecommendation = (userId: string) => (one: Recommendation) => {
  const { method, path, body } = requestOf(one);
  return {
    id: recommendationId(userId, itemOf(one.start)),
    kind: one.kind,
    title: titleOf(one),
    reason: reasonOf(one.kind, one.evidence),
    evidence: one.evidence,
    minutes: one.minutes,
    request: { method, path: `/api/v1${path}`, body },
  };
};
