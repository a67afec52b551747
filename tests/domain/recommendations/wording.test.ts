import { describe, expect, test } from '@jest/globals';
import { NO_ANSWERS } from '../../../domain/recommendations/progress.js';
import { reasonOf } from '../../../domain/recommendations/wording.js';

describe('the reason', () => {
  test.each([
    [1, 0, '1 card is due today.'],
    [2, 0, '2 cards are due today.'],
    [0, 1, '1 new card waits.'],
    [0, 2, '2 new cards wait.'],
    [1, 2, '1 card is due today, and 2 new cards wait.'],
  ])('for reviews of %i due cards and %i new ones names only those that there are', (due, fresh, said) =>
    expect(reasonOf('due-reviews', { due, fresh })).toBe(said),
  );

  test('for a weak topic counts the answers to what it builds on, where there are any', () => {
    const weak = { title: 'vectors', right: 3, answers: 8, isAll: false };
    const before = { title: 'coordinates', right: 2, answers: 5, isAll: true };
    expect(reasonOf('weak-topic', { ...weak, before })).toBe(
      '3 of your last 8 answers on vectors were right, and it builds on coordinates, where 2 of your 5 answers were right.',
    );
    expect(reasonOf('weak-topic', { ...weak, before: { ...before, right: 1 } })).toMatch(
      /, where 1 of your 5 answers was right\.$/,
    );
  });

  test('for an exam of today says so', () => {
    expect(reasonOf('exam', { examDate: '2026-03-03', days: 0, left: 2 })).toBe(
      'Your exam is today (2026-03-03), and 2 lessons and quizzes are left until then.',
    );
  });

  test.each([
    ['one lesson', 1, NO_ANSWERS, 'You have read the lesson on heat: a quiz shows whether you know it.'],
    ['two lessons', 2, NO_ANSWERS, 'You have read all 2 lessons on heat: a quiz shows whether you know it.'],
    [
      'answers',
      0,
      { right: 7, answers: 8, isAll: true },
      '7 of your 8 answers on heat were right: a quiz shows whether you know it.',
    ],
  ])('for a quiz to confirm names %s alone where there is nothing else', (_case, lessons, count, said) =>
    expect(reasonOf('confirm-topic', { title: 'heat', lessons, ...count })).toBe(said),
  );
});
