import { describe, expect, test } from '@jest/globals';
import { DAILY_CAPS, granted, XP_KINDS } from '../../../domain/game/xp.js';
import { xpReason } from '../../../domain/game/xp-reason.js';

describe('the reason of XP', () => {
  test.each([
    ['study', 'You studied.'],
    ['lesson', 'You completed a lesson.'],
    ['quiz', 'You finished a quiz.'],
    ['question', 'A question of yours was answered.'],
    ['review', 'You reviewed a card that was due.'],
    ['milestone', 'Your streak reached a milestone.'],
    ['correction', 'Your XP were corrected.'],
  ] as const)('that were granted in full, of the kind %s, is what was done', (kind, reason) => {
    expect(xpReason({ kind, requested: 50, granted: 50 })).toBe(reason);
    expect(xpReason({ kind, requested: 1, granted: 1 })).toBe(reason);
  });

  test.each([
    ['study', 'You studied. 120 XP are the most for study time in a study day'],
    ['lesson', 'You completed a lesson. 500 XP are the most for lessons in a study day'],
    ['quiz', 'You finished a quiz. 300 XP are the most for quizzes in a study day'],
    ['question', 'A question of yours was answered. 75 XP are the most for questions in a study day'],
    ['review', 'You reviewed a card that was due. 80 XP are the most for reviews in a study day'],
  ] as const)('that a cap held back, of the kind %s, tells the cap', (kind, reason) => {
    expect(xpReason({ kind, requested: 50, granted: 49 })).toBe(`${reason}.`);
    expect(xpReason({ kind, requested: 50, granted: 1 })).toBe(`${reason}.`);
    expect(xpReason({ kind, requested: 50, granted: 0 })).toBe(
      `${reason}: it counts for the streak and achievements all the same.`,
    );
  });

  test.each(XP_KINDS)('of the kind %s tells a cap only where it has one', (kind) => {
    const line = { kind, requested: 1_000, granted: granted(kind, 1_000, 0) };
    expect(xpReason(line).includes(`${DAILY_CAPS[kind]} XP`)).toBe(DAILY_CAPS[kind] !== undefined);
  });
});
