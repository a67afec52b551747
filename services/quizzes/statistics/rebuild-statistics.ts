import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { QuestionStatistics } from '../../../db/models/question-statistics.js';
import { questionsWithAnswers } from '../../../db/queries/question-statistics.js';
import { addSums, type ItemSums, sumsOf } from '../../../domain/quizzes/statistics/item-sums.js';
import { inBatches } from '../../../lib/in-batches.js';
import { firstAnswers } from './first-answers.js';

/** Questions that one query names. */
const BATCH = 500;

/**
 * Makes the sums of every question anew from the answers to it, one after the other, while the product runs. Where
 * nothing is wrong, and nobody has left, they are the same.
 * @returns how many questions there were, and how many had other sums before
 */
export async function rebuildStatistics({ db }: { db: Knex }): Promise<{ questions: number; repaired: number }> {
  const done = { questions: 0, repaired: 0 };
  for await (const batch of inBatches<{ id: string }>(BATCH, (last, limit) =>
    questionsWithAnswers(db, { after: last?.id, limit }),
  ))
    for (const { id } of batch) {
      const isRepaired = await db.transaction((trx) => recount(id, trx));
      done.questions += 1;
      if (isRepaired) done.repaired += 1;
    }
  return done;
}

/** Counts a question anew; whoever ends an attempt at it meanwhile waits, and adds to what is counted. */
async function recount(questionId: string, trx: Transaction): Promise<boolean> {
  const held = await QuestionStatistics.query(trx)
    .insert({ questionId, ...sumsOf([]) })
    .onConflict('questionId')
    .merge(['questionId'])
    .returning('*');
  const kept = held as unknown as QuestionStatistics;
  let sums: ItemSums = sumsOf([]);
  for await (const answers of firstAnswers(trx, questionId)) sums = addSums(sums, sumsOf(answers));
  const isOther = (Object.keys(sums) as (keyof ItemSums)[]).some((sum) => sums[sum] !== kept[sum]);
  if (isOther) await kept.$query(trx).patch(sums);
  return isOther;
}
