import type { Knex } from 'knex';
import { type FirstAnswer, listFirstAnswers } from '../../../db/queries/question-statistics.js';
import { efficiencyOf } from '../../../domain/quizzes/statistics/item-statistics.js';
import { type ItemAnswer, itemAnswerOf } from '../../../domain/quizzes/statistics/item-sums.js';
import { inBatches } from '../../../lib/in-batches.js';

/** Answers that one query names. */
const BATCH = 500;

/** The discriminative efficiency of a question by its first answers, in percent; null where there can be none. */
export async function readEfficiency(questionId: string, db: Knex): Promise<number | null> {
  const answers: ItemAnswer[] = [];
  for await (const batch of inBatches<FirstAnswer>(BATCH, (last, limit) =>
    listFirstAnswers(db, questionId, { after: last?.attemptId, limit }),
  ))
    answers.push(...batch.flatMap(({ mark, others }) => itemAnswerOf(mark, others) ?? []));
  return efficiencyOf(answers);
}
