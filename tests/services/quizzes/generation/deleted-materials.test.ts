import { describe, expect, test } from '@jest/globals';
import type { QuestionWriter } from '../../../../clients/ai/question-writer.js';
import { Quiz } from '../../../../db/models/quiz.js';
import { deleteMaterialRows } from '../../../../services/materials/delete-material-data.js';
import { checkQuestions } from '../../../../services/quizzes/generation/check-questions.js';
import { draftQuestions } from '../../../../services/quizzes/generation/draft-questions.js';
import { storeQuiz } from '../../../../services/quizzes/generation/store-quiz.js';
import { startAttempt } from '../../../../services/quizzes/start-attempt.js';
import { ANIMAL_PAGES } from '../../../support/animal-notes.js';
import { signal, useGeneration } from './use-generation.js';

const { services, tests, addMaterial, writing, depsOf, newQuiz, make, read, generated } = useGeneration();

describe('a material that is deleted', () => {
  const remove = async (id = tests.materialId) => {
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
    await make(run);
    await remove();
    expect(await generated()).toEqual([]);
    expect(await Quiz.query(services.db).findById(run.id)).toBeUndefined();
  });

  test('leaves a quiz of several materials what is of the others', async () => {
    const [one, other] = [await addMaterial(ANIMAL_PAGES.slice(0, 5)), await addMaterial(ANIMAL_PAGES.slice(5))];
    const run = await newQuiz({ materialIds: [one, other], wished: 8 });
    await make(run);
    const kept = (await generated()).filter((question) => question.materialId === other);
    await remove(one);
    expect((await generated()).map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
    expect(kept.length).toBeGreaterThan(0);
    expect(await read(run.id)).toMatchObject({ questionCount: kept.length });
  });

  test('leaves questions that were asked, without their quotes', async () => {
    const run = await newQuiz();
    await make(run);
    await startAttempt(services, { caller: tests.caller, quizId: run.id });
    await remove();
    const questions = await generated();
    expect(questions).toHaveLength(4);
    for (const { evidence, materialId: of, retiredFor } of questions)
      expect([evidence.quote, of, retiredFor]).toEqual(['', null, 'removed']);
  });

  test('takes what two quizzes have out of the one that was never begun, and leaves it in the other', async () => {
    const material = await addMaterial(ANIMAL_PAGES.slice(0, 3));
    const [begun, untouched] = [
      await newQuiz({ materialIds: [material], wished: 3 }),
      await newQuiz({ materialIds: [material, tests.materialId], wished: 10 }),
    ];
    await make(begun);
    await startAttempt(services, { caller: tests.caller, quizId: begun.id });
    await make(untouched);
    const itemsOf = (quizId: string) => services.db('quiz_items').where({ quizId });
    const asked = (await itemsOf(begun.id)).map(({ questionId }) => questionId);
    const shared = () => itemsOf(untouched.id).whereIn('questionId', asked);
    expect((await shared()).length).toBeGreaterThan(0);
    await remove(material);
    expect(await shared()).toEqual([]);
    expect(await itemsOf(begun.id)).toHaveLength(3);
    for (const { id, evidence } of await generated()) if (asked.includes(id)) expect(evidence.quote).toBe('');
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
