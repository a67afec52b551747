import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { longestKeys } from '../../../../domain/quizzes/checks/key-length.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { longKeysTooMany } from '../../../../domain/quizzes/generation/long-keys.js';
import type { HeldQuestion } from '../../../../domain/quizzes/generation/quiz-draft.js';

const held = (question: DraftQuestion, at: number): HeldQuestion => ({
  ...{ id: String(at), ref: 1, question, by: { provider: 'openai', model: 'm' }, verdict: { flaws: [], solves: [] } },
});
const choice = (isLongest: boolean, at: number): HeldQuestion =>
  held(
    {
      ...{ kind: 'single-choice', right: isLongest ? 'the long one' : 'short', wrong: ['a word', 'a term', 'a name'] },
      ...{ stem: '', explanation: '', difficulty: 'easy', evidence: { quote: '' } },
    },
    at,
  );
const choices = (...longest: boolean[]) => longest.map(choice);

test('of few choices all stay', () => {
  expect(longKeysTooMany(choices(true, true, true, true, true))).toEqual([]);
});

test('of few choices among other questions all stay', () => {
  const about = { stem: '', explanation: '', difficulty: 'easy', evidence: { quote: '' } } as const;
  const statement = held({ kind: 'true-false', right: true, ...about }, 5);
  expect(longKeysTooMany([...choices(true, true, true, true, true), statement])).toEqual([]);
});

test('of twenty choices with three wrong options seven may have the longest key, and of eight one is too many', () => {
  const withLongest = (count: number) => choices(...Array.from({ length: 20 }, (_, at) => at < count));
  expect(longKeysTooMany(withLongest(7))).toEqual([]);
  const eight = withLongest(8);
  expect(longKeysTooMany(eight)).toEqual([eight[7], eight[6]]);
});

test('of many the last ones with the longest key go, until they are hardly more than by chance', () => {
  const questions = choices(true, false, true, false, true, false, false, true);
  expect(longKeysTooMany(questions)).toEqual([questions[7], questions[4]]);
  expect(longKeysTooMany(choices(true, false, false, false, true, false))).toEqual([]);
});

test('what is left tells nothing, and only what tells goes', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (longest) => {
      const questions = choices(...longest);
      const gone = new Set(longKeysTooMany(questions));
      for (const { question } of gone) expect(longestKeys([question]).share).toBe(1);
      const left = questions.filter((one) => !gone.has(one)).map(({ question }) => question);
      const { share, most } = longestKeys(left);
      expect(share <= most || left.length < 6).toBe(true);
    }),
  );
});
