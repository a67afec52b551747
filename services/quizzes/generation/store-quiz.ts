import type { Quiz } from '../../../db/models/quiz.js';
import type { QuestionChecks } from '../../../db/models/quiz-question.js';
import { type GeneratedQuestion, insertGenerated } from '../../../db/queries/generation.js';
import { insertItems } from '../../../db/queries/quiz-questions.js';
import { sectionAt } from '../../../domain/learning/lesson-text.js';
import { longKeysTooMany } from '../../../domain/quizzes/generation/long-keys.js';
import { EMPTY_DRAFT, type HeldQuestion, isAccepted } from '../../../domain/quizzes/generation/quiz-draft.js';
import { GENERATED_CARDS, QUIZ_QUESTIONS } from '../../../domain/quizzes/limits.js';
import { pickQuestions } from '../../../domain/quizzes/pick-questions.js';
import { Failure } from '../../../domain/runs/failures.js';
import type { Run } from '../../../domain/runs/flows.js';
import { isLesson, type SourceRef, sourceKey } from '../../../domain/text/source-ref.js';
import { checkPart, type TextOf, textFinder, type VerifiedQuote } from '../../../domain/tutor/checked-answer.js';
import { composeWritten } from '../../content/compose-written.js';
import { raiseVersion } from '../../game/raise-version.js';
import { cardRoom } from '../../reviews/card-room.js';
import { finishOnce } from '../../runs/finish-once.js';
import { finishRow } from '../../runs/finish-run.js';
import { writeInRun } from '../../runs/lock-run.js';
import { writtenQuestions } from '../written-questions.js';
import { addGeneratedCards } from './add-generated-cards.js';
import type { GenerationDeps } from './generation-deps.js';

/** With fewer there is no quiz, and there are no cards. */
const LEAST = { quiz: QUIZ_QUESTIONS.least, cards: GENERATED_CARDS.least };

/**
 * Gives a quiz the written questions that it may have and drafts that were accepted, or makes cards of these, and ends
 * its run. Every quote is held against its text in this transaction, with the page locked: nothing is stored that does
 * not stand there. With fewer than were asked for it is ready all the same, and says so.
 * @throws Failure TooFewQuestions where there are not enough for any quiz; Superseded.
 */
export function storeQuiz(deps: GenerationDeps, run: Run): Promise<'ready'> {
  return finishOnce(deps, { ...run, flow: 'generateQuiz', states: ['ready'] }, () =>
    writeInRun(deps, 'generateQuiz', run, async (quiz, trx) => {
      const draft = quiz.draft ?? EMPTY_DRAFT;
      const textOf = textFinder<SourceRef>(draft.spans, await deps.source.lock(quiz.userId, draft.spans, trx));
      const written = await writtenQuestions(trx, quiz);
      const standing = draft.questions.filter(isAccepted).flatMap((held) => placed(held, textOf));
      const room = quiz.makes === 'cards' ? await cardRoom(quiz.userId, trx) : quiz.wished;
      const count = Math.min(room, quiz.wished - written.length);
      const generated = pick(standing, { count, seed: quiz.seed });
      const questionCount = written.length + generated.length;
      if (questionCount < LEAST[quiz.makes]) throw new Failure('TooFewQuestions');
      const rows = generated.map((one) => rowOf(quiz, one, textOf));
      await insertGenerated(trx, rows);
      await insertItems(trx, quiz.id, [...written, ...generated.map(({ held }) => held.id)]);
      if (quiz.makes === 'cards') await addGeneratedCards(quiz, rows, trx);
      await finishRow('generateQuiz', quiz, { status: 'ready', questionCount }, deps.clock(), trx);
      await raiseVersion(quiz.userId, trx);
      return 'ready' as const;
    }),
  );
}

/** A draft with its quote, which stands there. */
interface PlacedQuestion {
  held: HeldQuestion;
  quote: VerifiedQuote;
}

function placed(held: HeldQuestion, textOf: TextOf): PlacedQuestion[] {
  const { quote } = held.question.evidence;
  const [verified] = checkPart({ text: '', citations: [{ ref: held.ref, quote }] }, textOf).quotes;
  return verified ? [{ held, quote: verified }] : [];
}

/** Spread over kinds and places, as written ones are; without those whose keys would be the longest too often. */
function pick(questions: readonly PlacedQuestion[], wish: { count: number; seed: string }): PlacedQuestion[] {
  const candidates = questions.map(({ held: { id, question }, quote }) => ({
    ...{ id, kind: question.kind, section: sourceKey(quote), askedAt: null },
  }));
  const ids = new Set(pickQuestions(candidates, wish));
  const picked = questions.filter(({ held }) => ids.has(held.id));
  const tooMany = longKeysTooMany(picked.map(({ held }) => held));
  if (tooMany.length === 0) return picked;
  return pick(
    questions.filter(({ held }) => !tooMany.includes(held)),
    wish,
  );
}

function rowOf(quiz: Quiz, { held, quote }: PlacedQuestion, textOf: TextOf): GeneratedQuestion {
  const { id, ref, question, by, verdict } = held;
  const { kind, difficulty, stem, explanation } = question;
  const place = { quote: quote.quote, start: quote.start, end: quote.end };
  const checks: QuestionChecks = { ...by, ...(verdict ?? { flaws: [], solves: [] }) };
  return {
    ...{ id, ownerId: quiz.userId, topicId: quiz.topicId, kind, difficulty, stem, explanation, checks },
    ...composeWritten(question),
    ...(isLesson(quote)
      ? {
          ...{ lessonId: quote.lessonId, materialId: null },
          evidence: { ...place, section: sectionAt(textOf(ref)?.text ?? '', quote.start) },
        }
      : { lessonId: null, materialId: quote.materialId, evidence: { ...place, pageNo: quote.pageNo } }),
  };
}
