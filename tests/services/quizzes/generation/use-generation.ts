import { beforeEach, expect } from '@jest/globals';
import type { PlacedDraft, QuestionOrder, QuestionWriter } from '../../../../clients/ai/question-writer.js';
import { Quiz } from '../../../../db/models/quiz.js';
import { QuizQuestion } from '../../../../db/models/quiz-question.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import type { Solved } from '../../../../domain/quizzes/generation/blind.js';
import { optionsOf } from '../../../../domain/quizzes/right-answer.js';
import { unmetered } from '../../../../domain/tutor/ai-spending.js';
import { createPassageSource } from '../../../../services/questions/passage-source.js';
import { checkQuestions } from '../../../../services/quizzes/generation/check-questions.js';
import { draftQuestions } from '../../../../services/quizzes/generation/draft-questions.js';
import type { GenerationDeps } from '../../../../services/quizzes/generation/generation-deps.js';
import { storeQuiz } from '../../../../services/quizzes/generation/store-quiz.js';
import { pickQuizQuestions } from '../../../../services/quizzes/pick-quiz-questions.js';
import type { Caller } from '../../../../services/shared/lock-caller.js';
import { ANIMAL_PAGES, ANIMALS, FOODS } from '../../../support/animal-notes.js';
import {
  buildChunk,
  buildMaterial,
  buildPage,
  buildQuiz,
  buildSession,
  buildStudent,
} from '../../../support/factories/index.js';
import { useTestServices } from '../../../support/test-services.js';

interface Script {
  draft?: (text: string, call: number) => DraftQuestion | Error;
  solve?: (right: string, question: DraftQuestion | undefined, call: number) => Solved | null | Error;
}

/** What the tests of a file share; the student and the material are new for each. */
interface Tests {
  caller: Caller;
  userId: string;
  /** Ten sections, a page each. */
  materialId: string;
  /** What the writer was asked, in order. */
  calls: ('draft' | 'solve')[];
}

/** What an animal of a passage eats, among what others eat. */
export function good(text: string): DraftQuestion {
  const at = ANIMAL_PAGES.indexOf(text);
  const food = (step: number) => FOODS[(at + step) % FOODS.length] ?? '';
  return {
    ...{ kind: 'single-choice', right: food(0), wrong: [food(1), food(2), food(3)], difficulty: 'easy' },
    stem: `What does the ${ANIMALS[at]} mostly live on in winter?`,
    explanation: `The notes say that the ${ANIMALS[at]} lives mostly on ${food(0)} in winter.`,
    evidence: { quote: text.split(/(?<=\.) /)[0] ?? '' },
  };
}

export const signal = new AbortController().signal;

/** Gives the file that calls it services, a student with a material before each test, and quizzes of it. */
export function useGeneration() {
  const services = useTestServices();
  const tests = {} as Tests;
  beforeEach(async () => {
    const { id: userId } = await buildStudent(services.db);
    const { id: sessionId } = await buildSession(services.db, { userId });
    Object.assign(tests, { caller: { userId, sessionId }, userId, calls: [] });
    tests.materialId = await addMaterial();
  });

  async function addMaterial(pages = ANIMAL_PAGES, ownerId = tests.userId): Promise<string> {
    const { id } = await buildMaterial(services.db, { ownerId, status: 'ready', pageCount: pages.length });
    for (const [at, text] of pages.entries()) {
      const pageNo = at + 1;
      await buildPage(services.db, { materialId: id, pageNo, text });
      const place = { ord: at, pageFrom: pageNo, headingPath: [`Section ${pageNo}`] };
      await buildChunk(services.db, { materialId: id, ownerId, ...place, text });
    }
    return id;
  }

  /** A chat model that drafts a question of each passage, and solves all rightly, unless a test says otherwise. */
  function writing({ draft = good, solve }: Script = {}): QuestionWriter {
    const written: DraftQuestion[] = [];
    return {
      ...{ name: 'openai', model: 'm', passages: { aCall: 5, aQuestion: 1 } },
      async draft(order: QuestionOrder, passages) {
        const call = tests.calls.push('draft');
        return passages.slice(0, order.count).map(({ ref, text }): PlacedDraft => {
          const question = orThrow(draft(text, call));
          written.push(question);
          return { ref, question };
        });
      },
      async solve(questions) {
        const call = tests.calls.push('solve');
        return questions.map(({ stem, form, passage }) => {
          expect(JSON.stringify({ stem, form })).not.toContain('"right"');
          const question = written.find((one) => one.stem === stem);
          const letter = 'ABCDEF'.charAt(optionsOf(form).findIndex(({ text }) => passage.includes(text)));
          return orThrow(solve ? solve(letter, question, call) : { answer: [letter] });
        });
      },
    };
  }

  const depsOf = (questionWriter: QuestionWriter, questionEncoder: GenerationDeps['questionEncoder'] = null) => ({
    ...services,
    source: createPassageSource(services.db),
    meterOf: () => unmetered,
    questionEncoder,
    questionWriter,
  });

  const newQuiz = async (columns: Partial<Quiz> = {}) => {
    const { userId, materialId } = tests;
    const about = { topicId: null, materialIds: [materialId], wished: 4 };
    const { id } = await buildQuiz(services.db, { userId, status: 'processing', ...about, ...columns });
    return { id, runNo: 1 };
  };

  /** Every step as the flow calls them. */
  async function make(run: { id: string; runNo: number }, ...how: Partial<Parameters<typeof depsOf>>) {
    const [writer = writing(), encoder] = how;
    const deps = depsOf(writer, encoder);
    if ((await pickQuizQuestions(deps, run)) === 'ready') return 'ready';
    for (let round = 1; round <= 3; round += 1) {
      await draftQuestions(deps, { ...run, round }, signal);
      if ((await checkQuestions(deps, run, signal)) === 'enough') break;
    }
    return storeQuiz(deps, run);
  }

  return {
    ...{ services, tests, addMaterial, writing, depsOf, newQuiz, make },
    read: (id: string) => Quiz.query(services.db).findById(id).throwIfNotFound(),
    generated: () => QuizQuestion.query(services.db).where({ ownerId: tests.userId }).orderBy('id'),
  };
}

function orThrow<T>(value: T | Error): T {
  if (value instanceof Error) throw value;
  return value;
}
