import type { StudentFacts } from './facts.js';
import type { Candidate } from './recommendation.js';

/** To ask a question and read its answer. */
const MINUTES = 5;

/** Where the material's guide has no question. */
const QUESTION = 'What is this document about?';

/** Materials that were never asked about, with a question that they answer. */
export const unaskedMaterial = ({ unasked }: StudentFacts): Candidate[] =>
  unasked.map(({ materialId, title, readyOn, question }) => ({
    ...({ kind: 'unasked-material', evidence: { readyOn } } as const),
    start: { to: 'material', materialId, title, question: question ?? QUESTION },
    ...{ minutes: MINUTES, least: MINUTES, topicId: null },
  }));
