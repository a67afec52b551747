import { describe, expect, test } from '@jest/globals';
import type { QuestionOrder, QuestionWriter } from '../../../../clients/ai/question-writer.js';
import type { QuizQuestion } from '../../../../db/models/quiz-question.js';
import { ANIMAL_PAGES } from '../../../support/animal-notes.js';
import { buildStudent } from '../../../support/factories/index.js';
import { useGeneration } from './use-generation.js';

const { services, tests, addMaterial, writing, newQuiz, make, read, generated } = useGeneration();

const TOO_FEW = { type: 'TooFewQuestions' };

describe('a quiz of a material', () => {
  test('has questions whose quotes stand on their pages, and belongs to its student', async () => {
    const run = await newQuiz();
    expect(await make(run)).toBe('ready');
    expect(await read(run.id)).toMatchObject({ status: 'ready', questionCount: 4, draft: null, refusals: {} });
    const questions = await generated();
    expect(questions).toHaveLength(4);
    for (const { evidence, checks, materialId: of, topicId, ...question } of questions) {
      const { pageNo, quote, start, end } = evidence as { pageNo: number; quote: string; start: number; end: number };
      expect(ANIMAL_PAGES[pageNo - 1]?.slice(start, end)).toBe(quote);
      expect([of, topicId, question.lessonId]).toEqual([tests.materialId, null, null]);
      expect(checks).toEqual({ provider: 'openai', model: 'm', flaws: [], solves: ['match', 'match'] });
    }
  });

  test('is of the whole source, and another time of what was not asked before', async () => {
    const pagesOf = (questions: QuizQuestion[]) =>
      questions.map(({ evidence }) => (evidence as { pageNo: number }).pageNo).toSorted((a, b) => a - b);
    await make(await newQuiz());
    const first = pagesOf(await generated());
    expect(Math.max(...first)).toBeGreaterThan(5);
    expect(Math.min(...first)).toBeLessThan(6);
    await make(await newQuiz());
    const both = pagesOf(await generated());
    expect(new Set(both).size).toBe(8);
  });

  test('of short pages, several of which are one chunk, is each time of others', async () => {
    const slides = await addMaterial(ANIMAL_PAGES);
    await services.db('material_chunks').where({ materialId: slides }).whereRaw('ord % 2 = 1').delete();
    await services
      .db('material_chunks')
      .where({ materialId: slides })
      .update({ pageTo: services.db.raw('page_from + 1'), endOffset: 10_000 });
    for (let time = 1; time <= 3; time += 1) {
      const run = await newQuiz({ materialIds: [slides], wished: 3 });
      expect(await make(run)).toBe('ready');
      expect(await read(run.id)).toMatchObject({ questionCount: 3 });
    }
    expect(new Set((await generated()).map(({ stem }) => stem)).size).toBe(9);
  });

  test('is of the pages that were asked for alone', async () => {
    await make(await newQuiz({ pageFrom: 3, pageTo: 5, wished: 3 }));
    const pages = (await generated()).map(({ evidence }) => (evidence as { pageNo: number }).pageNo);
    expect(pages.toSorted()).toEqual([3, 4, 5]);
  });

  test('is shorter where there is no more to ask, and says so', async () => {
    const short = await addMaterial(ANIMAL_PAGES.slice(0, 3));
    const run = await newQuiz({ materialIds: [short], wished: 10 });
    await make(run);
    expect(await read(run.id)).toMatchObject({ status: 'ready', wished: 10, questionCount: 3 });
  });

  describe('of which too little is new', () => {
    const itemsOf = async ({ id }: { id: string }): Promise<string[]> =>
      (await services.db('quiz_items').where({ quizId: id }).orderBy('questionId')).map(({ questionId }) => questionId);
    const together = (...lists: string[][]) => [...new Set(lists.flat())].toSorted();

    test('has what is new, and what the student was asked longest ago', async () => {
      const on = (day: number) => ({ createdAt: new Date(Date.UTC(2026, 0, day)) });
      const first = await newQuiz({ ...on(1), wished: 6 });
      const second = await newQuiz({ ...on(2), wished: 6 });
      const third = await newQuiz(on(3));
      for (const run of [first, second, third]) expect(await make(run)).toBe('ready');
      const [one, two, three] = [await itemsOf(first), await itemsOf(second), await itemsOf(third)];
      expect([one.length, two.length, three.length]).toEqual([6, 6, 4]);
      expect(together(one, two)).toHaveLength(10);
      expect(await generated()).toHaveLength(10);
      // Of ten questions the second quiz took two of the first one again; the third has the four that it left.
      expect(together(two, three)).toHaveLength(10);
      expect(await read(second.id)).toMatchObject({ status: 'ready', questionCount: 6 });
    });

    test('has none again that was retired, is of other pages, or of another kind', async () => {
      const short = await addMaterial(ANIMAL_PAGES.slice(0, 4));
      const about = { materialIds: [short], wished: 4 };
      await make(await newQuiz(about));
      await expect(make(await newQuiz({ ...about, pageFrom: 3, pageTo: 4 }))).rejects.toMatchObject(TOO_FEW);
      await expect(make(await newQuiz({ ...about, kinds: ['numeric'] }))).rejects.toMatchObject(TOO_FEW);
      const [bad] = await generated();
      await bad
        ?.$query(services.db)
        .patch({ retiredAt: new Date(), retiredFor: 'quality', retiredReason: 'ambiguous' });
      const run = await newQuiz(about);
      await make(run);
      expect(await itemsOf(run)).toHaveLength(3);
      expect(await itemsOf(run)).not.toContain(bad?.id);
    });

    test('makes no card a second time', async () => {
      const cards = { makes: 'cards', source: 'generated', wished: 10 } as const;
      await make(await newQuiz(cards));
      await expect(make(await newQuiz(cards))).rejects.toMatchObject(TOO_FEW);
    });
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
    await make(await newQuiz({ kinds: ['single-choice'], difficulty: 'easy' }), noting);
    expect(orders[0]).toMatchObject({ kinds: ['single-choice'], difficulty: 'easy', known: [] });
  });

  test('of another student’s material is nothing', async () => {
    const { id: other } = await buildStudent(services.db);
    const theirs = await addMaterial(ANIMAL_PAGES, other);
    const run = await newQuiz({ materialIds: [theirs] });
    await expect(make(run)).rejects.toMatchObject({ type: 'TooFewQuestions' });
    expect(tests.calls).toEqual([]);
  });
});
