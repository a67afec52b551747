import type { Run } from '../domain/workflow-ids.js';
import { type AnswerDeps, answerDoubt } from '../services/doubts/answer-doubt.js';
import { type DoubtEnd, endDoubt } from '../services/doubts/end-doubt.js';
import { type RetrieveDeps, retrievePassages } from '../services/doubts/retrieve-passages.js';
import { claimRun } from '../services/runs.js';
import { withHeartbeat } from './with-heartbeat.js';

export type DoubtActivities = ReturnType<typeof createDoubtActivities>;

/** The steps of `solveDoubt`. */
export function createDoubtActivities(deps: RetrieveDeps & AnswerDeps) {
  return {
    claimDoubt: (run: Run) => claimRun('doubt_messages', run, deps.db),
    retrievePassages: (run: Run) => withHeartbeat((_report, signal) => retrievePassages(deps, run, signal)),
    answerDoubt: (run: Run & { chunkIds: string[] }) =>
      withHeartbeat((_report, signal) => answerDoubt(deps, run, signal)),
    endDoubt: ({ end, ...run }: Run & { end: DoubtEnd }) => endDoubt(deps, run, end),
  };
}
