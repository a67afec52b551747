import { describe, expect, test } from '@jest/globals';
import { checkQuestion } from '../../../domain/quizzes/checks/check-question.js';
import { CHECKS, type CheckContext } from '../../../domain/quizzes/checks/flaw.js';
import { PLANTED, SOUND, SOUND_ELSEWHERE, SOURCE } from './planted-flaws.js';

const CONTEXT: CheckContext = { source: SOURCE, language: 'en', others: [] };

describe('The checks of a question', () => {
  test.each([...SOUND, ...SOUND_ELSEWHERE].map((question) => [question.kind, question] as const))(
    'find nothing wrong with one that is sound: %s',
    (_, question) => expect(checkQuestion(question, CONTEXT)).toEqual([]),
  );

  test.each(PLANTED.map((planted) => [planted.check, planted.name, planted] as const))(
    '%s finds %s',
    (check, _, { question, context }) => {
      const found = checkQuestion(question, { ...CONTEXT, ...context });
      expect(found.map((flaw) => flaw.check)).toContain(check);
    },
  );

  test('are tried by 60 flaws or more, each check and each kind by some', () => {
    expect(PLANTED.length).toBeGreaterThanOrEqual(60);
    expect(new Set(PLANTED.map(({ check }) => check))).toEqual(new Set(CHECKS));
    expect(new Set(PLANTED.map(({ question }) => question.kind)).size).toBe(7);
  });
});
