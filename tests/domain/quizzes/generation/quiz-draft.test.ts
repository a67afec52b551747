import { describe, expect, test } from '@jest/globals';
import type { Check } from '../../../../domain/quizzes/checks/flaw.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import {
  EMPTY_DRAFT,
  type HeldQuestion,
  isAccepted,
  isSound,
  isToSolve,
  refusalsOf,
  type SolverVerdict,
} from '../../../../domain/quizzes/generation/quiz-draft.js';

const QUESTION: DraftQuestion = {
  ...{ kind: 'true-false', right: true, stem: 'Water boils.', explanation: '', difficulty: 'easy' },
  evidence: { quote: '' },
};
const held = (provider: 'openai' | 'offline', verdict: HeldQuestion['verdict']): HeldQuestion => ({
  ...{ id: 'q', ref: 1, question: QUESTION, by: { provider, model: 'm' }, verdict },
});
const judged = (flaws: Check[], ...solves: SolverVerdict[]) => ({ flaws, solves });

describe('A drafted question', () => {
  test.each<[string, HeldQuestion, 'refused' | 'to solve' | 'accepted' | 'sound alone']>([
    ['of a chat model that was not checked', held('openai', null), 'refused'],
    ['copied from a sentence that was not checked', held('offline', null), 'refused'],
    ['of a chat model with a flaw', held('openai', judged(['tex'])), 'refused'],
    ['of a chat model with a flaw, whatever solves say', held('openai', judged(['tex'], 'match', 'match')), 'refused'],
    ['copied from a sentence with a flaw', held('offline', judged(['twin'])), 'refused'],
    ['of a chat model without a solve', held('openai', judged([])), 'to solve'],
    ['of a chat model with one match', held('openai', judged([], 'match')), 'to solve'],
    ['of a chat model with two matches', held('openai', judged([], 'match', 'match')), 'accepted'],
    ['of a chat model with three matches', held('openai', judged([], 'match', 'match', 'match')), 'accepted'],
    ['copied from a sentence', held('offline', judged([])), 'accepted'],
    ['of a chat model with another answer', held('openai', judged([], 'disagree')), 'sound alone'],
    ['that is ambiguous to the second solve', held('openai', judged([], 'match', 'ambiguous')), 'sound alone'],
    ['that is not in the passage to the first', held('openai', judged([], 'not-in-passage', 'match')), 'sound alone'],
    ['copied from a sentence that a solve denies', held('offline', judged([], 'disagree')), 'sound alone'],
  ])('%s', (_what, question, state) => {
    expect({ sound: isSound(question), toSolve: isToSolve(question), accepted: isAccepted(question) }).toEqual({
      sound: state !== 'refused',
      toSolve: state === 'to solve',
      accepted: state === 'accepted',
    });
  });
});

test('A run begins with nothing drafted', () => {
  expect(EMPTY_DRAFT).toEqual({ rounds: 0, chunkIds: [], spans: [], pending: [], questions: [] });
  expect(refusalsOf(EMPTY_DRAFT)).toEqual({});
});

test('Refusals are counted by the first check, or else by the solve that speaks against the key', () => {
  const questions = [
    held('openai', null),
    held('offline', judged([])),
    held('openai', judged([], 'match', 'match')),
    held('openai', judged(['tex', 'quote'])),
    held('openai', judged(['tex'], 'disagree')),
    held('openai', judged(['twin'])),
    held('openai', judged([], 'match', 'ambiguous')),
    held('openai', judged([], 'disagree')),
    held('openai', judged([], 'disagree', 'not-in-passage')),
  ];
  expect(refusalsOf({ ...EMPTY_DRAFT, questions })).toEqual({
    ...{ tex: 2, twin: 1, 'solver-ambiguous': 1, 'solver-disagree': 2 },
  });
});
