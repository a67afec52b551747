import type { Quiz } from '../../../db/models/quiz.js';
import type { QuestionChecks } from '../../../db/models/quiz-question.js';
import { type GeneratedQuestion, insertGenerated } from '../../../db/queries/generation.js';
import { insertItems } from '../../../db/queries/quiz-questions.js';
import { sectionAt } from '../../../domain/learning/lesson-text.js';
import { GENERATED_CARDS, QUIZ_QUESTIONS } from '../../../domain/quizzes/limits.js';
import { Failure } from '../../../domain/runs/failures.js';
import type { Run } from '../../../domain/runs/flows.js';
import { isLesson } from '../../../domain/text/source-ref.js';
import type { TextOf } from '../../../domain/tutor/checked-answer.js';
import { composeWritten } from '../../content/compose-written.js';
import { raiseVersion } from '../../game/raise-version.js';
import { cardRoom } from '../../reviews/card-room.js';
import { finishOnce } from '../../runs/finish-once.js';
import { finishRow } from '../../runs/finish-run.js';
import { writeInRun } from '../../runs/lock-run.js';
import { writtenQuestions } from '../written-questions.js';
import { addGeneratedCards } from './add-generated-cards.js';
import type { GenerationDeps } from './generation-deps.js';
import { type PickedQuestions, pickGenerated } from './pick-generated.js';

/** With fewer there is no quiz, and there are no cards. */
const LEAST = { quiz: QUIZ_QUESTIONS.least, cards: GENERATED_CARDS.least };

/**
 * Gives a quiz the written questions that it may have, drafts that were accepted, and where these are too few, those
 * generated questions that the student was asked longest ago; or makes cards of the drafts. Then it ends the run. Every
 * quote is held against its text in this transaction, with the page locked: nothing is stored that does not stand
 * there. With fewer than were asked for it is ready all the same, and says so.
 * @throws Failure TooFewQuestions where there are not enough for any quiz; Superseded.
 */
export function storeQuiz(deps: GenerationDeps, run: Run): Promise<'ready'> {
  return finishOnce(deps, { ...run, flow: 'generateQuiz', states: ['ready'] }, () =>
    writeInRun(deps, 'generateQuiz', run, async (quiz, trx) => {
      const written = await writtenQuestions(quiz, trx);
      const room = quiz.makes === 'cards' ? await cardRoom(quiz.userId, trx) : quiz.wished;
      const count = Math.min(room, quiz.wished - written.length);
      const generated = await pickGenerated(deps, quiz, count, trx);
      const questionCount = written.length + generated.ids.length;
      if (questionCount < LEAST[quiz.makes]) throw new Failure('TooFewQuestions');
      const rows = generated.drafts.map((one) => rowOf(quiz, one, generated.textOf));
      await insertGenerated(trx, rows);
      await insertItems(trx, quiz.id, [...written, ...generated.ids]);
      if (quiz.makes === 'cards') await addGeneratedCards(quiz, rows, trx);
      await finishRow('generateQuiz', quiz, { status: 'ready', questionCount }, deps.clock(), trx);
      await raiseVersion(quiz.userId, trx);
      return 'ready' as const;
    }),
  );
}

function rowOf(quiz: Quiz, { held, quote }: PickedQuestions['drafts'][number], textOf: TextOf): GeneratedQuestion {
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
