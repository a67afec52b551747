import type { Knex } from 'knex';
import { QuizQuestion } from '../../../db/models/quiz-question.js';
import { listUncorrected, type UncorrectedQuestion } from '../../../db/queries/quiz-corrections.js';
import type { RetireReason } from '../../../domain/quizzes/retirement.js';
import { inBatches } from '../../../lib/in-batches.js';
import type { CorrectedQuestions } from '../../../workflows/retire-questions/messages.js';
import type { Clock } from '../../shared/clock.js';
import { leaveToNextPass } from '../../shared/leave-to-next-pass.js';
import type { Log } from '../../shared/ports.js';
import { type CorrectedScores, correctScores } from './correct-scores.js';
import type { RetiredBy } from './retire-question.js';
import { suspendCards } from './suspend-cards.js';

/** Questions that one query names. */
const BATCH = 100;

/**
 * Makes good what a retired question did: scores rise, and cards made from it are suspended. Repeated, it does what is
 * left.
 * @returns what became of scores, and how many cards were suspended
 * @throws the signal's reason, with some made good.
 */
export async function correctRetired(
  deps: { db: Knex; clock: Clock },
  retired: { questionId: string; reason: RetireReason; by: RetiredBy },
  signal?: AbortSignal,
): Promise<CorrectedScores & { cards: number }> {
  const scores = await correctScores(deps, retired, signal);
  const cards = await suspendCards(deps, retired, signal);
  await QuizQuestion.query(deps.db).findById(retired.questionId).patch({ correctedAt: deps.clock() });
  return { ...scores, cards };
}

/**
 * Does this for every question of which something is left to be made good: those that were just retired, and those
 * where it broke off. One that fails is left to the next pass.
 * @param input.report is told the counts so far
 * @throws the signal's reason, or where an engine is away, with some made good.
 */
export async function correctAllRetired(
  deps: { db: Knex; clock: Clock; log: Log },
  { report }: { report: (counts: CorrectedQuestions) => void },
  signal: AbortSignal,
): Promise<CorrectedQuestions> {
  const counts: CorrectedQuestions = { questions: 0, scores: 0, xp: 0, cards: 0, failed: 0 };
  for await (const batch of inBatches<UncorrectedQuestion>(BATCH, (last, limit) =>
    listUncorrected(deps.db, { after: last?.questionId, limit }),
  ))
    for (const question of batch) {
      const fields = { questionId: question.questionId };
      const done = await correctRetired(deps, { ...question, by: 'system' }, signal).catch((error: unknown) =>
        leaveToNextPass(error, {
          ...{ log: deps.log, fields, signal },
          message: 'what a retired question did was not made good',
        }),
      );
      counts.questions += 1;
      if (done === 'failed') counts.failed += 1;
      else {
        counts.scores += done.corrected;
        counts.xp += done.xp;
        counts.cards += done.cards;
      }
      report(counts);
    }
  return counts;
}
