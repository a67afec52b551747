import type { Knex } from 'knex';
import type { QuestionWriter } from '../../../clients/ai/question-writer.js';
import { insertSecondSolve, listToSolve, type QuestionToSolve } from '../../../db/queries/second-solves.js';
import { sectionTexts } from '../../../domain/learning/lesson-text.js';
import { verdictOf } from '../../../domain/quizzes/generation/blind.js';
import type { SolverVerdict } from '../../../domain/quizzes/generation/quiz-draft.js';
import { formForSolve } from '../../../domain/quizzes/generation/solve-order.js';
import { REPORTS_TO_SOLVE, upheldBy } from '../../../domain/quizzes/second-solve.js';
import { Failure, type FailureType } from '../../../domain/runs/failures.js';
import { locateQuote } from '../../../domain/text/quotes.js';
import { inBatches } from '../../../lib/in-batches.js';
import type { SolvedQuestions } from '../../../workflows/retire-questions/messages.js';
import type { MeterOf } from '../../ai/meter.js';
import type { Clock } from '../../shared/clock.js';
import { retireQuestion } from './retire-question.js';

/** Questions that one query names. */
const BATCH = 20;
/** How often one is solved, each time with what there is to choose in another order. */
const SOLVES = 2;
/** Failures of one question; any other says that the next would fail as well. */
const OF_ONE: readonly FailureType[] = ['AiBadOutput', 'AiRefused', 'AiTooLong'];

/** What second solves stand on. */
export interface SolveDeps {
  db: Knex;
  clock: Clock;
  questionWriter: QuestionWriter;
  meterOf: MeterOf;
}

/**
 * Has written questions that three students have reported, or three more since the last time, solved by a chat model
 * that sees section and question without the key, and retires those where no solve gives the key. Where none is
 * configured, or it fails, they are left to people and to the next pass.
 * @param input.report is told the counts so far
 * @throws the signal's reason, or where an engine is away, with some solved.
 */
export async function solveReported(
  deps: SolveDeps,
  { report }: { report: (counts: SolvedQuestions) => void },
  signal: AbortSignal,
): Promise<SolvedQuestions> {
  const counts: SolvedQuestions = { solved: 0, retired: 0, left: 0 };
  if (!deps.questionWriter.solve) return counts;
  for await (const batch of inBatches<QuestionToSolve>(BATCH, (last, limit) =>
    listToSolve(deps.db, { reports: REPORTS_TO_SOLVE, after: last?.id, limit }),
  ))
    for (const question of batch) {
      signal.throwIfAborted();
      const outcome = await solveOne(deps, question, signal).catch((error: unknown) => {
        if (error instanceof Failure) return error;
        throw error;
      });
      if (outcome instanceof Failure) counts.left += 1;
      else counts.solved += 1;
      if (outcome === 'retired') counts.retired += 1;
      report(counts);
      if (outcome instanceof Failure && !OF_ONE.includes(outcome.type)) return counts;
    }
  return counts;
}

/** @throws Failure as solve does; AiBadOutput where nothing was said of the question. */
async function solveOne(
  deps: SolveDeps,
  question: QuestionToSolve,
  signal: AbortSignal,
): Promise<'retired' | 'stands'> {
  const { id: questionId, reports } = question;
  const passage = passageOf(question);
  const verdicts: SolverVerdict[] = [];
  while (verdicts.length < SOLVES) verdicts.push(await solve(deps, { ...question, passage }, verdicts.length, signal));
  const { model } = deps.questionWriter;
  const reason = upheldBy(verdicts);
  if (reason) await retireQuestion(deps, { questionId, reason, by: 'system', evidence: { reports, verdicts, model } });
  // Last, so that one that broke off is solved again.
  await insertSecondSolve(deps.db, { questionId, reports, verdicts, model });
  return reason ? 'retired' : 'stands';
}

/** The section that its quote stands in. Without it nobody can tell what is right. @throws Failure AiRefused */
function passageOf({ body, evidence }: QuestionToSolve): string {
  const text = sectionTexts(body).get(evidence.section ?? '');
  if (text === undefined || !locateQuote(text, evidence.quote)) throw new Failure('AiRefused');
  return text;
}

async function solve(
  { questionWriter, meterOf }: SolveDeps,
  { id, stem, form, key, passage }: QuestionToSolve & { passage: string },
  at: number,
  signal: AbortSignal,
): Promise<SolverVerdict> {
  const shown = formForSolve({ id, form }, at);
  const call = { signal, meter: meterOf({ userId: null, resourceId: id }) };
  const [solved] = (await questionWriter.solve?.([{ passage, stem, form: shown }], call)) ?? [];
  if (!solved) throw new Failure('AiBadOutput');
  return verdictOf(shown, key, solved);
}
