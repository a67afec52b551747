import type { Knex } from 'knex';
import { type FirstAnswer, listFirstAnswers } from '../../../db/queries/question-statistics.js';
import { type ItemAnswer, itemAnswerOf } from '../../../domain/quizzes/statistics/item-sums.js';
import { inBatches } from '../../../lib/in-batches.js';

/** Answers that one query names. */
const BATCH = 500;

/** The first answers to a question as they are counted, batch by batch. */
export async function* firstAnswers(db: Knex, questionId: string): AsyncGenerator<ItemAnswer[]> {
  for await (const batch of inBatches<FirstAnswer>(BATCH, (last, limit) =>
    listFirstAnswers(db, questionId, { after: last?.attemptId, limit }),
  ))
    yield batch.flatMap(({ mark, others }) => itemAnswerOf(mark, others) ?? []);
}
