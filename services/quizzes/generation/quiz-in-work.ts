import type { Knex } from 'knex';
import { Quiz } from '../../../db/models/quiz.js';
import { heldBy } from '../../../db/queries/runs.js';
import { EMPTY_DRAFT, type QuizDraft, refusalsOf } from '../../../domain/quizzes/generation/quiz-draft.js';
import { Failure } from '../../../domain/runs/failures.js';
import type { Run } from '../../../domain/runs/flows.js';
import type { CitableText, SourceRef } from '../../../domain/text/source-ref.js';
import { type TextOf, textFinder } from '../../../domain/tutor/checked-answer.js';
import { writeInRun } from '../../runs/lock-run.js';
import type { GenerationDeps } from './generation-deps.js';

/** A quiz that a run works on, with what it has drafted. */
export interface QuizInWork {
  /** As the run read it: its id and run number are the run's. */
  quiz: Quiz;
  draft: QuizDraft;
}

/** @throws Failure Superseded where it is not the run's any more. */
export async function readQuiz({ db }: { db: Knex }, run: Run): Promise<QuizInWork> {
  const quiz = await Quiz.query(db).modify(heldBy('generateQuiz', run)).first();
  if (!quiz) throw new Failure('Superseded');
  return { quiz, draft: quiz.draft ?? EMPTY_DRAFT };
}

/**
 * Keeps what was drafted. What stands in a material that was taken away meanwhile is left out, with the material held,
 * so that nothing of it comes back once it was removed.
 * @throws Failure Superseded.
 */
export const keepDraft = ({ db, source }: GenerationDeps, { quiz: run, draft }: QuizInWork): Promise<QuizDraft> =>
  writeInRun({ db }, 'generateQuiz', run, async (quiz, trx) => {
    const texts = await source.lock(quiz.userId, draft.spans, trx);
    const kept = withoutLost(draft, textFinder<SourceRef>(draft.spans, texts));
    await quiz.$query(trx).patch({ draft: kept, refusals: refusalsOf(kept) });
    return kept;
  });

/** The texts of a draft's passages, as they are now. */
export async function textsOf(deps: GenerationDeps, { quiz, draft }: QuizInWork): Promise<TextOf> {
  const texts: CitableText[] = await deps.db.transaction((trx) => deps.source.lock(quiz.userId, draft.spans, trx));
  return textFinder<SourceRef>(draft.spans, texts);
}

/** What a passage says; undefined where its source is gone. */
export function passageText({ spans }: QuizDraft, textOf: TextOf, ref: number): string | undefined {
  const span = spans[ref - 1];
  return span && textOf(ref)?.text.slice(span.start, span.end);
}

const withoutLost = (draft: QuizDraft, textOf: TextOf): QuizDraft => ({
  ...draft,
  pending: draft.pending.filter((ref) => textOf(ref) !== undefined),
  questions: draft.questions.filter(({ ref }) => textOf(ref) !== undefined),
});
