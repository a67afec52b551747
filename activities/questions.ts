import type { Run } from '../domain/runs/flows.js';
import { checkAnswer } from '../services/questions/check-answer.js';
import { claimQuestion } from '../services/questions/claim-question.js';
import { type AnswerDeps, draftAnswer } from '../services/questions/draft-answer.js';
import { type ImageDeps, readQuestionImage } from '../services/questions/read-question-image.js';
import { type RetrieveDeps, retrievePassages } from '../services/questions/retrieve-passages.js';
import { endRepeatedOutput } from './end-repeated-output.js';
import { withHeartbeat } from './with-heartbeat.js';

export type QuestionActivities = ReturnType<typeof createQuestionActivities>;

type RunWithChunks = Run & { chunkIds: string[] };

/** The steps of `answerQuestion`. */
export function createQuestionActivities(deps: RetrieveDeps & AnswerDeps & ImageDeps) {
  return {
    claimQuestion: (run: Run) => claimQuestion(deps, run),
    readQuestionImage: (run: Run) => withHeartbeat((_report, signal) => readQuestionImage(deps, run, signal)),
    retrievePassages: (run: Run) => withHeartbeat((_report, signal) => retrievePassages(deps, run, signal)),
    draftAnswer: (run: RunWithChunks) =>
      withHeartbeat((report, signal) => endRepeatedOutput(report, () => draftAnswer(deps, run, signal))),
    checkAnswer: (run: Run) => withHeartbeat((_report, signal) => checkAnswer(deps, run, signal)),
  };
}
