import { describe, expect, test } from '@jest/globals';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import type { Solved } from '../../../../domain/quizzes/generation/blind.js';
import { ANIMALS, FOODS } from '../../../support/animal-notes.js';
import { good, useGeneration } from './use-generation.js';

const { services, tests, addMaterial, writing, newQuiz, make, read, generated } = useGeneration();

describe('a quiz of a material', () => {
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
    expect(await make(run, writing({ draft }))).toBe('ready');
    const { refusals, questionCount } = await read(run.id);
    expect(questionCount).toBe(4);
    expect(refusals).toEqual({ 'distinct-options': 1, quote: 1, 'catch-all-options': 1 });
  });

  test.each<[string, Solved | null, string]>([
    ['another answer', { answer: ['F'] }, 'solver-disagree'],
    ['two', { answer: ['A', 'B'] }, 'solver-disagree'],
    ['none, since there are several', { none: 'ambiguous' }, 'solver-ambiguous'],
    ['none, since the passage does not say it', { none: 'not-in-passage' }, 'solver-not-in-passage'],
    ['nothing', null, 'solver-disagree'],
  ])('has no question to which a solver gives %s', async (_what, solved, name) => {
    let first: DraftQuestion | undefined;
    const solve = (right: string, question: DraftQuestion | undefined) => {
      first ??= question;
      return question === first ? solved : { answer: [right] };
    };
    const run = await newQuiz();
    await make(run, writing({ solve }));
    expect((await read(run.id)).refusals).toEqual({ [name]: 1 });
    expect((await generated()).map(({ stem }) => stem)).not.toContain(first?.stem);
  });

  test('has none that the second solve, with its options in another order, does not confirm', async () => {
    // A solver that takes the same letter whatever stands behind it.
    const letters = new Map<DraftQuestion | undefined, string>();
    const solve = (right: string, question: DraftQuestion | undefined) => {
      const letter = letters.get(question) ?? right;
      letters.set(question, letter);
      return { answer: [letter] };
    };
    const run = await newQuiz();
    await expect(make(run, writing({ solve }))).rejects.toMatchObject({ type: 'TooFewQuestions' });
    const { draft } = await read(run.id);
    const solves = draft?.questions.flatMap(({ verdict }) => verdict?.solves.join() || []) ?? [];
    expect(solves.length).toBeGreaterThanOrEqual(4);
    expect(new Set(solves)).toEqual(new Set(['match,disagree']));
  });

  test('drafts three rounds at most, and is never half a quiz', async () => {
    const draft = (text: string) => ({ ...good(text), evidence: { quote: 'It stands nowhere in it, not at all.' } });
    const run = await newQuiz({ wished: 3 });
    await expect(make(run, writing({ draft }))).rejects.toMatchObject({ type: 'TooFewQuestions' });
    expect(tests.calls.filter((call) => call === 'draft')).toHaveLength(3);
    expect((await read(run.id)).refusals).toEqual({ quote: tests.calls.length * 4 });
    expect(await generated()).toEqual([]);
    expect(await services.db('quiz_items').where({ quizId: run.id })).toEqual([]);
  });

  test('has none that asks the same as another of it, or as one of the last that was asked, by what they mean', async () => {
    // One is asked what the other is, in words that only the encoder takes for the same.
    const draft = (text: string): DraftQuestion =>
      text.includes('tortoise')
        ? {
            ...{ ...good(text), kind: 'single-choice', right: FOODS[0] ?? '', wrong: FOODS.slice(2, 5) },
            stem: 'Which food keeps a tortoise alive when it is cold?',
          }
        : good(text);
    const embed = async (texts: readonly string[]) =>
      texts.map((text) => ANIMALS.map((animal) => Number(text.replace('tortoise', 'octopus').includes(animal))));
    const run = await newQuiz({ wished: 10 });
    expect(await make(run, writing({ draft }), { embed })).toBe('ready');
    expect(await read(run.id)).toMatchObject({ questionCount: 9, refusals: { twin: expect.any(Number) } });
    // Of another material with the same words there is nothing left to ask.
    const again = await newQuiz({ wished: 10, materialIds: [await addMaterial()] });
    await expect(make(again, writing({ draft }), { embed })).rejects.toMatchObject({ type: 'TooFewQuestions' });
    expect((await read(again.id)).refusals).toEqual({ twin: expect.any(Number) });
  });
});
