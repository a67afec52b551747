import type { Knex } from 'knex';
import { listSuspects, type SuspectQuestion } from '../../../db/queries/question-statistics.js';
import type { SolverVerdict } from '../../../domain/quizzes/generation/quiz-draft.js';
import { REPORTS_TO_SOLVE } from '../../../domain/quizzes/second-solve.js';
import { discriminationOf, facilityOf } from '../../../domain/quizzes/statistics/item-statistics.js';
import { type Flag, MIN_ANSWERS, shouldRetire } from '../../../domain/quizzes/statistics/verdict.js';
import { inBatches } from '../../../lib/in-batches.js';

/** Questions that one query names. */
const BATCH = 100;

/** A question that somebody should look at, and why. */
export interface Suspect extends Pick<SuspectQuestion, 'questionId' | 'name' | 'answers' | 'reports'> {
  facility: number | null;
  discrimination: number | null;
  efficiency: number | null;
  /** `retire` is for those that the next daily look retires. */
  why: ('retire' | 'reported' | Flag)[];
  /** What the last second solve came to; empty without one. */
  solves: SolverVerdict[];
}

/**
 * Questions that are offered and that their answers, as they were judged last, or their reports speak against. Nothing
 * is changed.
 */
export async function* reviewQuestions(db: Knex): AsyncGenerator<Suspect> {
  for await (const batch of inBatches<SuspectQuestion>(BATCH, (last, limit) =>
    listSuspects(db, { answers: MIN_ANSWERS.toRetire, reports: REPORTS_TO_SOLVE, after: last?.questionId, limit }),
  ))
    for (const question of batch) {
      const { questionId, name, answers, reports, efficiency, flags, solves } = question;
      const why: Suspect['why'] = [...flags];
      if (shouldRetire(question)) why.unshift('retire');
      if (reports >= REPORTS_TO_SOLVE) why.push('reported');
      const [facility, discrimination] = [facilityOf(question), discriminationOf(question)];
      if (why.length > 0)
        yield { questionId, name, answers, reports, facility, discrimination, efficiency, why, solves };
    }
}
