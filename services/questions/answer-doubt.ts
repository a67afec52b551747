import type { Run } from '../../domain/runs/workflow-ids.js';
import { checkAnswer } from './check-answer.js';
import { type AnswerDeps, draftAnswer } from './draft-answer.js';

/** Drafts and checks an answer in one step, for runs that began before these were two. Throws as they do. */
export async function answerDoubt(
  deps: AnswerDeps,
  run: Run & { chunkIds: readonly string[] },
  signal: AbortSignal,
): Promise<'answered' | 'abstained'> {
  await draftAnswer(deps, run, signal);
  return checkAnswer(deps, run, signal);
}
