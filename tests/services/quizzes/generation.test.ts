import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PlacedDraft, QuestionOrder, QuestionWriter } from '../../../clients/ai/question-writer.js';
import { Quiz } from '../../../db/models/quiz.js';
import { QuizQuestion } from '../../../db/models/quiz-question.js';
import type { DraftQuestion } from '../../../domain/quizzes/draft-question.js';
import type { Solved } from '../../../domain/quizzes/generation/blind.js';
import { optionsOf } from '../../../domain/quizzes/right-answer.js';
import { Failure } from '../../../domain/runs/failures.js';
import { unmetered } from '../../../domain/tutor/ai-spending.js';
import { deleteMaterialRows } from '../../../services/materials/delete-material-data.js';
import { createPassageSource } from '../../../services/questions/passage-source.js';
import { cancelQuiz } from '../../../services/quizzes/cancel-quiz.js';
import { checkQuestions } from '../../../services/quizzes/generation/check-questions.js';
import { draftQuestions } from '../../../services/quizzes/generation/draft-questions.js';
import type { GenerationDeps } from '../../../services/quizzes/generation/generation-deps.js';
import { storeQuiz } from '../../../services/quizzes/generation/store-quiz.js';
import { pickQuizQuestions } from '../../../services/quizzes/pick-quiz-questions.js';
import { startAttempt } from '../../../services/quizzes/start-attempt.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import {
  buildChunk,
  buildMaterial,
  buildPage,
  buildQuiz,
  buildSession,
  buildStudent,
} from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();

const ANIMALS = [
  'octopus',
  'tortoise',
  'kestrel',
  'salmon',
  'hedgehog',
  'beaver',
  'lizard',
  'walrus',
  'heron',
  'otter',
];
const FOODS = ['crabs', 'leaves', 'voles', 'shrimps', 'beetles', 'willows', 'crickets', 'clams', 'frogs', 'mussels'];
/** Ten sections, a page each, of one sentence that says something and one more. */
const PAGES = ANIMALS.map(
  (animal, at) =>
    `The ${animal} of the northern coast lives mostly on ${FOODS[at]} during the long winter months. ` +
    'People who live there have known this for many hundreds of years, and they tell it to their children.',
);
const quoteOf = (page: string): string => page.split(/(?<=\.) /)[0] ?? '';

let caller: Caller;
let userId: string;
let materialId: string;
/** What the writer was asked, in order. */
let calls: string[];
beforeEach(async () => {
  calls = [];
  ({ id: userId } = await buildStudent(services.db));
  const { id: sessionId } = await buildSession(services.db, { userId });
  caller = { userId, sessionId };
  materialId = await addMaterial();
});

async function addMaterial(pages = PAGES, ownerId = userId): Promise<string> {
  const { id } = await buildMaterial(services.db, { ownerId, status: 'ready', pageCount: pages.length });
  for (const [at, text] of pages.entries()) {
    const pageNo = at + 1;
    await buildPage(services.db, { materialId: id, pageNo, text });
    const place = { ord: at, pageFrom: pageNo, headingPath: [`Section ${pageNo}`] };
    await buildChunk(services.db, { materialId: id, ownerId, ...place, text });
  }
  return id;
}

/** What an animal of a passage eats, among what others eat. */
const good = (text: string): DraftQuestion => {
  const at = PAGES.indexOf(text);
  const food = (step: number) => FOODS[(at + step) % FOODS.length] ?? '';
  return {
    ...{ kind: 'single-choice', right: food(0), wrong: [food(1), food(2), food(3)], difficulty: 'easy' },
    stem: `What does the ${ANIMALS[at]} mostly live on in winter?`,
    explanation: `The notes say that the ${ANIMALS[at]} lives mostly on ${food(0)} in winter.`,
    evidence: { quote: quoteOf(text) },
  };
};

interface Script {
  draft?: (text: string, call: number) => DraftQuestion | Error;
  solve?: (right: string, question: DraftQuestion | undefined, call: number) => Solved | null | Error;
}

/** A chat model that drafts a question of each passage, and solves all rightly, unless a test says otherwise. */
function writing({ draft = good, solve }: Script = {}): QuestionWriter {
  const written: DraftQuestion[] = [];
  const orThrow = <T>(value: T | Error): T => {
    if (value instanceof Error) throw value;
    return value;
  };
  return {
    ...{ name: 'openai', model: 'm', passages: { aCall: 5, aQuestion: 1 } },
    async draft(order: QuestionOrder, passages) {
      calls.push('draft');
      const number = calls.length;
      return passages.slice(0, order.count).map(({ ref, text }): PlacedDraft => {
        const question = orThrow(draft(text, number));
        written.push(question);
        return { ref, question };
      });
    },
    async solve(questions) {
      calls.push('solve');
      const number = calls.length;
      return questions.map(({ stem, form, passage }) => {
        expect(JSON.stringify({ stem, form })).not.toContain('"right"');
        const question = written.find((one) => one.stem === stem);
        const right = optionsOf(form).findIndex(({ text }) => passage.includes(text));
        const letter = 'ABCDEF'.charAt(right);
        return orThrow(solve ? solve(letter, question, number) : { given: [letter] });
      });
    },
  };
}

const depsOf = (questionWriter: QuestionWriter) => ({
  ...services,
  db: services.db,
  source: createPassageSource(services.db),
  meterOf: () => unmetered,
  questionEncoder: null,
  questionWriter,
});
const signal = new AbortController().signal;
const newQuiz = async (columns: Partial<Quiz> = {}) => {
  const about = { topicId: null, materialIds: [materialId], wished: 4 };
  const { id } = await buildQuiz(services.db, { userId, status: 'processing', ...about, ...columns });
  return { id, runNo: 1 };
};
const read = (id: string) => Quiz.query(services.db).findById(id).throwIfNotFound();
const generated = () => QuizQuestion.query(services.db).where({ ownerId: userId }).orderBy('id');

/** Every step as the flow calls them. */
async function make(
  writer: QuestionWriter,
  run: { id: string; runNo: number },
  questionEncoder: GenerationDeps['questionEncoder'] = null,
) {
  const deps = { ...depsOf(writer), questionEncoder };
  if ((await pickQuizQuestions(deps, run)) === 'ready') return 'ready';
  for (let round = 1; round <= 3; round += 1) {
    await draftQuestions(deps, { ...run, round }, signal);
    if ((await checkQuestions(deps, run, signal)) === 'enough') break;
  }
  return storeQuiz(deps, run);
}

describe('a quiz of a material', () => {
  test('has questions whose quotes stand on their pages, and belongs to its student', async () => {
    const run = await newQuiz();
    expect(await make(writing(), run)).toBe('ready');
    expect(await read(run.id)).toMatchObject({ status: 'ready', questionCount: 4, draft: null, refusals: {} });
    const questions = await generated();
    expect(questions).toHaveLength(4);
    for (const { evidence, checks, materialId: of, topicId, ...question } of questions) {
      const { pageNo, quote, start, end } = evidence as { pageNo: number; quote: string; start: number; end: number };
      expect(PAGES[pageNo - 1]?.slice(start, end)).toBe(quote);
      expect([of, topicId, question.lessonId]).toEqual([materialId, null, null]);
      expect(checks).toEqual({ provider: 'openai', model: 'm', flaws: [], solves: ['match', 'match'] });
    }
  });

  test('is of the whole source, and another time of what was not asked before', async () => {
    const pagesOf = (questions: QuizQuestion[]) =>
      questions.map(({ evidence }) => (evidence as { pageNo: number }).pageNo).toSorted((a, b) => a - b);
    await make(writing(), await newQuiz());
    const first = pagesOf(await generated());
    expect(Math.max(...first)).toBeGreaterThan(5);
    expect(Math.min(...first)).toBeLessThan(6);
    await make(writing(), await newQuiz());
    const both = pagesOf(await generated());
    expect(new Set(both).size).toBe(8);
  });

  test('of short pages, several of which are one chunk, is each time of others', async () => {
    const slides = await addMaterial(PAGES);
    await services.db('material_chunks').where({ materialId: slides }).whereRaw('ord % 2 = 1').delete();
    await services
      .db('material_chunks')
      .where({ materialId: slides })
      .update({ pageTo: services.db.raw('page_from + 1'), endOffset: 10_000 });
    for (let time = 1; time <= 3; time += 1) {
      const run = await newQuiz({ materialIds: [slides], wished: 3 });
      expect(await make(writing(), run)).toBe('ready');
      expect(await read(run.id)).toMatchObject({ questionCount: 3 });
    }
    expect(new Set((await generated()).map(({ stem }) => stem)).size).toBe(9);
  });

  test('is of the pages that were asked for alone', async () => {
    await make(writing(), await newQuiz({ pageFrom: 3, pageTo: 5, wished: 3 }));
    const pages = (await generated()).map(({ evidence }) => (evidence as { pageNo: number }).pageNo);
    expect(pages.toSorted()).toEqual([3, 4, 5]);
  });

  test('has no question of which a rule, a quote or a solver speaks against, and says how many these were', async () => {
    let at = 0;
    const bad: ((one: DraftQuestion) => DraftQuestion)[] = [
      (one) => ({ ...one, wrong: ['voles', 'voles', 'frogs'] }) as DraftQuestion,
      (one) => ({ ...one, evidence: { quote: 'This sentence stands nowhere at all in it.' } }),
      (one) => ({ ...one, wrong: ['all of the above', 'stones', 'snow'] }) as DraftQuestion,
    ];
    const draft = (text: string) => {
      const spoil = bad[at];
      at += 1;
      return spoil ? spoil(good(text)) : good(text);
    };
    const run = await newQuiz();
    expect(await make(writing({ draft }), run)).toBe('ready');
    const { refusals, questionCount } = await read(run.id);
    expect(questionCount).toBe(4);
    expect(refusals).toEqual({ 'distinct-options': 1, quote: 1, 'catch-all-options': 1 });
  });

  test.each<[string, Solved | null, string]>([
    ['another answer', { given: ['F'] }, 'solver-disagree'],
    ['two', { given: ['A', 'B'] }, 'solver-disagree'],
    ['none, since there are several', { none: 'ambiguous' }, 'solver-ambiguous'],
    ['none, since the passage does not say it', { none: 'not-in-passage' }, 'solver-not-in-passage'],
    ['nothing', null, 'solver-disagree'],
  ])('has no question to which a solver gives %s', async (_what, solved, name) => {
    let first: DraftQuestion | undefined;
    const solve = (right: string, question: DraftQuestion | undefined) => {
      first ??= question;
      return question === first ? solved : { given: [right] };
    };
    const run = await newQuiz();
    await make(writing({ solve }), run);
    expect((await read(run.id)).refusals).toEqual({ [name]: 1 });
    expect((await generated()).map(({ stem }) => stem)).not.toContain(first?.stem);
  });

  test('has none that the second solve, with its options in another order, does not confirm', async () => {
    // A solver that takes the same letter whatever stands behind it.
    const letters = new Map<DraftQuestion | undefined, string>();
    const solve = (right: string, question: DraftQuestion | undefined) => {
      const letter = letters.get(question) ?? right;
      letters.set(question, letter);
      return { given: [letter] };
    };
    const run = await newQuiz();
    await expect(make(writing({ solve }), run)).rejects.toMatchObject({ type: 'TooFewQuestions' });
    const { draft } = await read(run.id);
    const solves = draft?.questions.flatMap(({ verdict }) => verdict?.solves.join() || []) ?? [];
    expect(solves.length).toBeGreaterThanOrEqual(4);
    expect(new Set(solves)).toEqual(new Set(['match,disagree']));
  });

  test('drafts three rounds at most, and is never half a quiz', async () => {
    const draft = (text: string) => ({ ...good(text), evidence: { quote: 'It stands nowhere in it, not at all.' } });
    const run = await newQuiz({ wished: 3 });
    await expect(make(writing({ draft }), run)).rejects.toMatchObject({ type: 'TooFewQuestions' });
    expect(calls.filter((call) => call === 'draft')).toHaveLength(3);
    expect((await read(run.id)).refusals).toEqual({ quote: calls.length * 4 });
    expect(await generated()).toEqual([]);
    expect(await services.db('quiz_items').where({ quizId: run.id })).toEqual([]);
  });

  test('has none that asks the same as another of it, or as one of the last that was asked, by what they mean', async () => {
    // One is asked what the other is, in words that only the encoder takes for the same.
    const draft = (text: string): DraftQuestion =>
      text.includes('tortoise')
        ? {
            ...{ ...good(text), kind: 'single-choice', right: 'crabs', wrong: ['voles', 'beetles', 'willows'] },
            stem: 'Which food keeps a tortoise alive when it is cold?',
          }
        : good(text);
    const embed = async (texts: readonly string[]) =>
      texts.map((text) => ANIMALS.map((animal) => Number(text.replace('tortoise', 'octopus').includes(animal))));
    const run = await newQuiz({ wished: 10 });
    expect(await make(writing({ draft }), run, { embed })).toBe('ready');
    expect(await read(run.id)).toMatchObject({ questionCount: 9, refusals: { twin: expect.any(Number) } });
    // Of another material with the same words there is nothing left to ask.
    const again = await newQuiz({ wished: 10, materialIds: [await addMaterial()] });
    await expect(make(writing({ draft }), again, { embed })).rejects.toMatchObject({ type: 'TooFewQuestions' });
    expect((await read(again.id)).refusals).toEqual({ twin: expect.any(Number) });
  });

  test('is shorter where there is no more to ask, and says so', async () => {
    const short = await addMaterial(PAGES.slice(0, 3));
    const run = await newQuiz({ materialIds: [short], wished: 10 });
    await make(writing(), run);
    expect(await read(run.id)).toMatchObject({ status: 'ready', wished: 10, questionCount: 3 });
  });

  test('has kinds and difficulty in its order', async () => {
    const orders: QuestionOrder[] = [];
    const writer = writing();
    const noting: QuestionWriter = {
      ...writer,
      draft: (order, passages) => {
        orders.push(order);
        return writer.draft(order, passages);
      },
    };
    await make(noting, await newQuiz({ kinds: ['single-choice'], difficulty: 'easy' }));
    expect(orders[0]).toMatchObject({ kinds: ['single-choice'], difficulty: 'easy', known: [] });
  });
});

describe('what was drafted', () => {
  test('is paid for once, though the worker is lost between and within the steps', async () => {
    const run = await newQuiz({ wished: 8 });
    let isAway = true;
    const failing = (text: string, call: number) => (isAway && call === 2 ? new Failure('AiUnavailable') : good(text));
    const deps = depsOf(writing({ draft: failing }));
    await pickQuizQuestions(deps, run);
    await expect(draftQuestions(deps, { ...run, round: 1 }, signal)).rejects.toMatchObject({ type: 'AiUnavailable' });
    isAway = false;
    await draftQuestions(deps, { ...run, round: 1 }, signal);
    await draftQuestions(deps, { ...run, round: 1 }, signal);
    expect(calls).toEqual(['draft', 'draft', 'draft']);
    expect(await checkQuestions(deps, run, signal)).toBe('enough');
    const solved = calls.length;
    expect(await checkQuestions(deps, run, signal)).toBe('enough');
    expect(calls).toHaveLength(solved);
    expect([await storeQuiz(deps, run), await storeQuiz(deps, run)]).toEqual(['ready', 'ready']);
    expect(await generated()).toHaveLength(8);
  });

  test('makes a shorter quiz where the budget is spent before all are solved', async () => {
    const run = await newQuiz({ wished: 8 });
    let solves = 0;
    const solve = (right: string) => {
      solves += 1;
      return solves > 12 ? new Failure('AiBudgetExhausted') : { given: [right] };
    };
    const deps = depsOf(writing({ solve }));
    await draftQuestions(deps, { ...run, round: 1 }, signal);
    await expect(checkQuestions(deps, run, signal)).rejects.toMatchObject({ type: 'AiBudgetExhausted' });
    expect(await storeQuiz(deps, run)).toBe('ready');
    const { questionCount } = await read(run.id);
    expect(questionCount).toBeGreaterThanOrEqual(3);
    expect(questionCount).toBeLessThan(8);
  });

  test('is written no more once the quiz is cancelled', async () => {
    const run = await newQuiz();
    const deps = depsOf(writing());
    await draftQuestions(deps, { ...run, round: 1 }, signal);
    await cancelQuiz(deps, { caller, quizId: run.id, makes: 'quiz' });
    await cancelQuiz(deps, { caller, quizId: run.id, makes: 'quiz' });
    for (const step of [
      () => draftQuestions(deps, { ...run, round: 2 }, signal),
      () => checkQuestions(deps, run, signal),
      () => storeQuiz(deps, run),
    ])
      await expect(step()).rejects.toMatchObject({ type: 'Superseded' });
    expect(await read(run.id)).toMatchObject({ status: 'cancelled', draft: null });
    await expect(
      cancelQuiz(deps, {
        caller: { ...caller, userId: (await buildStudent(services.db)).id },
        quizId: run.id,
        makes: 'quiz',
      }),
    ).rejects.toMatchObject({ type: expect.stringMatching(/not-found|unauthenticated/) });
  });

  test('of another student’s material is nothing', async () => {
    const { id: other } = await buildStudent(services.db);
    const theirs = await addMaterial(PAGES, other);
    const run = await newQuiz({ materialIds: [theirs] });
    await expect(make(writing(), run)).rejects.toMatchObject({ type: 'TooFewQuestions' });
    expect(calls).toEqual([]);
  });
});

describe('a material that is deleted', () => {
  const remove = async (id = materialId) => {
    await services
      .db('materials')
      .where({ id })
      .update({
        status: 'deleting',
        finishedAt: null,
        nextCheckAt: new Date(),
        runNo: 2,
        workflowId: `delete-material:${id}:2`,
      });
    await deleteMaterialRows(services, { id, runNo: 2 });
  };

  test('takes quizzes that were never begun, and their questions, with it', async () => {
    const run = await newQuiz();
    await make(writing(), run);
    await remove();
    expect(await generated()).toEqual([]);
    expect(await Quiz.query(services.db).findById(run.id)).toBeUndefined();
  });

  test('leaves a quiz of several materials what is of the others', async () => {
    const [one, other] = [await addMaterial(PAGES.slice(0, 5)), await addMaterial(PAGES.slice(5))];
    const run = await newQuiz({ materialIds: [one, other], wished: 8 });
    await make(writing(), run);
    const kept = (await generated()).filter((question) => question.materialId === other);
    await remove(one);
    expect((await generated()).map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
    expect(kept.length).toBeGreaterThan(0);
    expect(await read(run.id)).toMatchObject({ questionCount: kept.length });
  });

  test('leaves questions that were asked, without their quotes', async () => {
    const run = await newQuiz();
    await make(writing(), run);
    await startAttempt(services, { caller, quizId: run.id });
    await remove();
    const questions = await generated();
    expect(questions).toHaveLength(4);
    for (const { evidence, materialId: of, retiredFor } of questions)
      expect([evidence.quote, of, retiredFor]).toEqual(['', null, 'removed']);
  });

  test.each(['drafted', 'checked'])('is in no quiz whose questions are %s meanwhile', async (when) => {
    const run = await newQuiz();
    const deps = depsOf(writing());
    await draftQuestions(deps, { ...run, round: 1 }, signal);
    if (when === 'checked') await checkQuestions(deps, run, signal);
    await remove();
    expect(JSON.stringify((await read(run.id)).draft)).not.toContain('northern');
    await checkQuestions(deps, run, signal);
    await expect(storeQuiz(deps, run)).rejects.toMatchObject({ type: 'TooFewQuestions' });
    expect(JSON.stringify((await read(run.id)).draft)).not.toContain('northern');
  });

  test('and was read before is not written back by a call that comes late', async () => {
    const run = await newQuiz();
    const writer = writing();
    const late: QuestionWriter = {
      ...writer,
      async draft(order, passages) {
        const drafted = await writer.draft(order, passages);
        await remove();
        return drafted;
      },
    };
    await draftQuestions(depsOf(late), { ...run, round: 1 }, signal);
    expect(JSON.stringify((await read(run.id)).draft)).not.toContain('northern');
  });
});
