import { listGenerated, listLastAsked, readQuestions } from '../../../db/queries/generation.js';
import { meaningOf } from '../../../domain/quizzes/checks/twin.js';
import type { DraftQuestion } from '../../../domain/quizzes/draft-question.js';
import { draftOf } from '../../../domain/quizzes/generation/draft-of.js';
import type { Similarity } from '../../../domain/tutor/support/similarity.js';
import { createCompareTexts } from '../../questions/compare-texts.js';
import { writtenQuestions } from '../written-questions.js';
import type { GenerationDeps } from './generation-deps.js';
import type { QuizInWork } from './quiz-in-work.js';

/** What drafts are held against, beside each other. */
export interface Known {
  known: readonly DraftQuestion[];
  similarity: Similarity;
}

/** Questions that a student was asked last, on whatever they were. */
const LAST_ASKED = 50;

/**
 * The written questions of a quiz, the last that its student was asked, and what was generated for them of its source
 * before. Drafts are compared with each other and with the first two by meaning as well, where there is an encoder.
 */
export async function knownQuestions(
  { db, questionEncoder }: GenerationDeps,
  { quiz, draft }: QuizInWork,
  signal: AbortSignal,
): Promise<Known> {
  const written = await readQuestions(db, await writtenQuestions(quiz, db));
  const near = [...written, ...(await listLastAsked(db, quiz, LAST_ASKED))].map(draftOf);
  const generated = (await listGenerated(db, quiz)).map(draftOf);
  const drafted = draft.questions.map(({ question }) => question);
  const isDone = draft.questions.every(({ verdict }) => verdict !== null);
  const compare = createCompareTexts(isDone ? null : questionEncoder);
  const similarity = await compare([...drafted, ...near].map(meaningOf), signal);
  return { known: [...near, ...generated], similarity };
}
