import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SolverVerdict } from '../../../domain/quizzes/generation/quiz-draft.js';
import { upheldBy } from '../../../domain/quizzes/second-solve.js';

const VERDICTS: SolverVerdict[] = ['match', 'disagree', 'ambiguous', 'not-in-passage'];

test('reports are upheld where no solve gives the key, by what the solves say', () => {
  expect(upheldBy(['disagree', 'disagree'])).toBe('wrong-key');
  expect(upheldBy(['disagree', 'ambiguous'])).toBe('ambiguous');
  expect(upheldBy(['not-in-passage', 'disagree'])).toBe('not-in-lesson');
});

test('a question stands that any solve gives the key of, or that nobody solved', () => {
  expect(upheldBy([])).toBeNull();
  fc.assert(
    fc.property(fc.shuffledSubarray(['match', ...VERDICTS] as const, { minLength: 1 }), (verdicts) => {
      expect(upheldBy(verdicts as SolverVerdict[]) === null).toBe(verdicts.includes('match'));
    }),
  );
});
