import type { Knex } from 'knex';
import { type CountedQuestion, listCountedQuestions } from '../../../db/queries/question-statistics.js';
import { discriminationOf, efficiencyOf, facilityOf } from '../../../domain/quizzes/statistics/item-statistics.js';
import type { ItemAnswer } from '../../../domain/quizzes/statistics/item-sums.js';
import { type Flag, flagsOf, MIN_ANSWERS, shouldRetire } from '../../../domain/quizzes/statistics/verdict.js';
import { inBatches } from '../../../lib/in-batches.js';
import { firstAnswers } from './first-answers.js';

/** Questions that one query names. */
const BATCH = 100;

/** A question that somebody should look at, and why. */
export interface Suspect extends Pick<CountedQuestion, 'questionId' | 'name' | 'answers' | 'reports'> {
  facility: number | null;
  discrimination: number | null;
  efficiency: number | null;
  why: ('retire' | Flag)[];
}

/** Questions that are offered and that their answers speak against. Nothing is changed: to retire one is for people. */
export async function* reviewQuestions(db: Knex): AsyncGenerator<Suspect> {
  for await (const batch of inBatches<CountedQuestion>(BATCH, (last, limit) =>
    listCountedQuestions(db, { least: MIN_ANSWERS.toRetire, after: last?.questionId, limit }),
  ))
    for (const question of batch) {
      const { questionId, name, answers, reports } = question;
      const efficiency = answers < MIN_ANSWERS.toFlag ? null : await efficiencyIn(db, questionId);
      const why = [...(shouldRetire(question) ? ['retire' as const] : []), ...flagsOf(question, efficiency)];
      const [facility, discrimination] = [facilityOf(question), discriminationOf(question)];
      if (why.length > 0) yield { questionId, name, answers, reports, facility, discrimination, efficiency, why };
    }
}

async function efficiencyIn(db: Knex, questionId: string): Promise<number | null> {
  const answers: ItemAnswer[] = [];
  for await (const batch of firstAnswers(db, questionId)) answers.push(...batch);
  return efficiencyOf(answers);
}
