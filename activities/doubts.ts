import type { Run } from '../domain/workflow-ids.js';
import { answerDoubt } from '../services/doubts/answer-doubt.js';
import { checkAnswer } from '../services/doubts/check-answer.js';
import { claimDoubt } from '../services/doubts/claim-doubt.js';
import { type AnswerDeps, draftAnswer } from '../services/doubts/draft-answer.js';
import { type DoubtEnd, endDoubt } from '../services/doubts/end-doubt.js';
import { type ImageDeps, readProblemImage } from '../services/doubts/read-problem-image.js';
import { type RetrieveDeps, retrievePassages } from '../services/doubts/retrieve-passages.js';
import { withHeartbeat } from './with-heartbeat.js';

export type DoubtActivities = ReturnType<typeof createDoubtActivities>;

type RunWithChunks = Run & { chunkIds: string[] };

/** The steps of `solveDoubt`. */
export function createDoubtActivities(deps: RetrieveDeps & AnswerDeps & ImageDeps) {
  return {
    claimDoubt: (run: Run) => claimDoubt(deps, run),
    readProblemImage: (run: Run) => withHeartbeat((_report, signal) => readProblemImage(deps, run, signal)),
    retrievePassages: (run: Run) => withHeartbeat((_report, signal) => retrievePassages(deps, run, signal)),
    draftAnswer: (run: RunWithChunks) => withHeartbeat((_report, signal) => draftAnswer(deps, run, signal)),
    checkAnswer: (run: Run) => withHeartbeat((_report, signal) => checkAnswer(deps, run, signal)),
    /** Of runs from before drafts were kept. */
    answerDoubt: (run: RunWithChunks) => withHeartbeat((_report, signal) => answerDoubt(deps, run, signal)),
    endDoubt: ({ end, ...run }: Run & { end: DoubtEnd }) => endDoubt(deps, run, end),
  };
}
