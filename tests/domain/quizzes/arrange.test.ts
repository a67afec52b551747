import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrange } from '../../../domain/quizzes/arrange.js';
import type { QuestionForm } from '../../../domain/quizzes/question.js';
import { shuffle } from '../../../domain/quizzes/shuffle.js';

/** The chi-square of counts that should be equal. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** How often each outcome came, over as many seeds. */
function countOutcomes(tries: number, outcome: (seed: string) => string): number[] {
  const counts = new Map<string, number>();
  for (let at = 0; at < tries; at += 1) {
    const one = outcome(`seed ${at}`);
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return [...counts.values()];
}

describe('a shuffled list', () => {
  test('has what it had, and the same for the same seed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
        const shuffled = shuffle(items, seed);
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
        expect(shuffle(items, seed)).toEqual(shuffled);
      }),
    );
  });

  test('has every order as often as any other', () => {
    const counts = countOutcomes(24_000, (seed) => shuffle(['a', 'b', 'c', 'd'], seed).join(''));
    expect(counts).toHaveLength(24);
    // Of 23 degrees of freedom 49.7 is passed once in a thousand.
    expect(chiSquare(counts)).toBeLessThan(49.7);
  });

  test.each([2, 3, 4, 5, 6])('of %i has each of them at each place as often', (size) => {
    const items = Array.from({ length: size }, (_, at) => at);
    for (const item of items) {
      const counts = countOutcomes(12_000, (seed) => String(shuffle(items, seed).indexOf(item)));
      expect(counts).toHaveLength(size);
      // 20.5 for five degrees of freedom; less would do for fewer.
      expect(chiSquare(counts)).toBeLessThan(20.5);
    }
  });
});

describe('an attempt', () => {
  const options = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, text: id.toUpperCase() }));
  const forms: QuestionForm[] = [
    { kind: 'single-choice', options },
    { kind: 'multiple-choice', options },
    { kind: 'ordering', items: options },
    { kind: 'matching', prompts: options, options },
    { kind: 'true-false' },
    { kind: 'numeric', needsUnit: true },
    { kind: 'short-text' },
  ];
  const questions = forms.map((form, at) => ({ id: `q${at}`, form }));

  test('has its own order of questions and of what is in them, and keeps it', () => {
    const [one, other] = [arrange(questions, 'one'), arrange(questions, 'other')];
    expect(arrange(questions, 'one')).toEqual(one);
    expect(one.map(({ id }) => id)).not.toEqual(other.map(({ id }) => id));
    const of = (arranged: typeof one, id: string) => arranged.find((question) => question.id === id)?.form;
    for (const id of ['q0', 'q1', 'q2', 'q3']) expect(of(one, id)).not.toEqual(of(other, id));
    for (const id of ['q4', 'q5', 'q6']) expect(of(one, id)).toEqual(of(other, id));
  });

  test('has each order of prompts as often as any other', () => {
    const counts = countOutcomes(12_000, (seed) => {
      const form = { kind: 'matching' as const, prompts: options.slice(0, 3), options };
      const [arranged] = arrange([{ id: 'q', form }], seed);
      return (arranged?.form.prompts ?? []).map(({ id }) => id).join('');
    });
    expect(counts).toHaveLength(6);
    expect(chiSquare(counts)).toBeLessThan(20.5);
  });

  test('has prompts and options in orders that say nothing of each other', () => {
    const counts = countOutcomes(5_000, (seed) => {
      const [arranged] = arrange([{ id: 'q', form: forms[3] as QuestionForm }], seed);
      if (arranged?.form.kind !== 'matching') throw new Error('another kind');
      const { prompts, options } = arranged.form;
      return String(options.findIndex(({ id }) => id === prompts[0]?.id));
    });
    expect(chiSquare(counts)).toBeLessThan(18.5);
  });
});
