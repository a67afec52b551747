import { describe, expect, test } from '@jest/globals';
import { checkQuestion } from '../../../domain/quizzes/checks/check-question.js';
import { CHECKS, type CheckContext } from '../../../domain/quizzes/checks/flaw.js';
import { checkTwin } from '../../../domain/quizzes/checks/twin.js';
import type { DraftQuestion } from '../../../domain/quizzes/draft-question.js';
import { PLANTED, SOUND, SOUND_ELSEWHERE, SOURCE } from './planted-flaws.js';

const CONTEXT: CheckContext = { source: SOURCE, language: 'en', others: [] };

/** Whether a question has something at a path; `options` are its right and wrong ones together. */
function isPlace(question: DraftQuestion, field: string): boolean {
  const found = field
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], question);
  return field !== '' && (found !== undefined || field === 'options');
}

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
      expect(found.filter(({ field, message }) => !isPlace(question, field) || !/\w{2}/.test(message))).toEqual([]);
    },
  );

  test('takes what differs in its numbers or its key alone for no twins, however alike it is', () => {
    const drill = (factor: number, accepted = `${2 * factor}`): DraftQuestion => ({
      ...{ kind: 'short-text', accepted: [accepted], difficulty: 'easy' },
      ...{ explanation: '', evidence: { quote: '' } },
      stem: `Which number is twice ${factor}?`,
    });
    const others = [drill(4)];
    const found = (question: DraftQuestion) =>
      checkTwin(question, { ...CONTEXT, others, similarity: () => 0.99 }).map(({ check }) => check);
    expect(found({ ...drill(4), stem: 'What does one get by doubling 4?' })).toEqual(['twin']);
    expect(found({ ...drill(7), stem: 'What does one get by doubling 7?' })).toEqual([]);
    expect(found({ ...drill(4, 'a sum'), stem: 'What does one get by doubling 4?' })).toEqual([]);
  });

  test('are tried by 60 flaws or more, each check and each kind by some', () => {
    expect(PLANTED.length).toBeGreaterThanOrEqual(60);
    expect(new Set(PLANTED.map(({ check }) => check))).toEqual(new Set(CHECKS));
    expect(new Set(PLANTED.map(({ question }) => question.kind)).size).toBe(7);
  });
});
