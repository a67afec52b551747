import type { Knex } from 'knex';
import { type CountedQuestion, keepJudgment, listToJudge } from '../../../db/queries/question-statistics.js';
import { discriminationOf, facilityOf } from '../../../domain/quizzes/statistics/item-statistics.js';
import {
  discriminationBoundOf,
  flagsOf,
  JUDGED_AGAIN,
  MIN_ANSWERS,
  shouldRetire,
} from '../../../domain/quizzes/statistics/verdict.js';
import { inBatches } from '../../../lib/in-batches.js';
import type { JudgedQuestions } from '../../../workflows/retire-questions/messages.js';
import type { Clock } from '../../shared/clock.js';
import { leaveToNextPass } from '../../shared/leave-to-next-pass.js';
import type { Log } from '../../shared/ports.js';
import { readEfficiency } from '../statistics/read-efficiency.js';
import { retireQuestion } from './retire-question.js';

/** Questions that one query names. */
const BATCH = 100;

interface Deps {
  db: Knex;
  clock: Clock;
  log: Log;
}

/**
 * Judges the questions that are offered and have a tenth more first answers than when they were judged last: flags
 * those that somebody should look at, and retires those that their answers speak against. One that was judged is not
 * judged again before it has more answers, so that a pass may be repeated; one that fails is left to the next.
 * @param input.report is told the counts so far
 * @throws the signal's reason, or where an engine is away, with some judged.
 */
export async function judgeQuestions(
  deps: Deps,
  { report }: { report: (counts: JudgedQuestions) => void },
  signal: AbortSignal,
): Promise<JudgedQuestions> {
  const counts: JudgedQuestions = { judged: 0, flagged: 0, retired: 0, failed: 0 };
  for await (const batch of inBatches<CountedQuestion>(BATCH, (last, limit) =>
    listToJudge(deps.db, { least: MIN_ANSWERS.toRetire, growth: JUDGED_AGAIN, after: last?.questionId, limit }),
  ))
    for (const question of batch) {
      signal.throwIfAborted();
      const fields = { questionId: question.questionId };
      const outcome = await judge(deps, question).catch((error: unknown) =>
        leaveToNextPass(error, { log: deps.log, fields, message: 'a question was not judged' }),
      );
      counts.judged += 1;
      if (outcome !== 'sound') counts[outcome] += 1;
      report(counts);
    }
  return counts;
}

async function judge(deps: Deps, question: CountedQuestion): Promise<'sound' | 'flagged' | 'retired'> {
  const { questionId, answers, reports } = question;
  const efficiency = answers < MIN_ANSWERS.toFlag ? null : await readEfficiency(questionId, deps.db);
  const flags = flagsOf(question, efficiency);
  const isBad = shouldRetire(question);
  if (isBad) {
    const [facility, discrimination] = [facilityOf(question), discriminationOf(question)];
    const evidence = {
      answers,
      reports,
      facility,
      discrimination,
      bound: discriminationBoundOf(question),
      level: 0.95,
    };
    await retireQuestion(deps, { questionId, reason: 'statistics', by: 'system', evidence });
  }
  // Last, so that one that broke off is judged again.
  await keepJudgment(deps.db, { questionId, answers, efficiency, flags });
  if (isBad) return 'retired';
  return flags.length > 0 ? 'flagged' : 'sound';
}
