import { expect, test } from '@jest/globals';
import { gradeAnswer } from '../../../../domain/quizzes/grading/grade-answer.js';
import { readAnswer } from '../../../../domain/quizzes/grading/read-answer.js';
import type { GivenAnswer, QuestionForm, QuestionKey } from '../../../../domain/quizzes/question.js';

const form: QuestionForm = { kind: 'multiple-choice', options: ['a', 'b', 'c'].map((id) => ({ id, text: id })) };

test.each<[QuestionKey, GivenAnswer]>([
  [
    { kind: 'ordering', right: ['a', 'b', 'c'] },
    { kind: 'multiple-choice', chosen: ['a'] },
  ],
  [
    { kind: 'single-choice', right: 'a' },
    { kind: 'multiple-choice', chosen: ['a'] },
  ],
  [
    { kind: 'multiple-choice', right: ['a'] },
    { kind: 'ordering', order: ['a', 'b', 'c'] },
  ],
  [
    { kind: 'multiple-choice', right: ['a'] },
    { kind: 'single-choice', chosen: 'a' },
  ],
])('the key %j and the answer %j are not of one question, whatever its form', (key, answer) => {
  expect(() => gradeAnswer(form, key, answer)).toThrow(
    new RangeError(`A question of ${key.kind} has the form of multiple-choice and an answer of ${answer.kind}`),
  );
});

test.each<QuestionForm>([{ kind: 'short-text' }, { kind: 'numeric', needsUnit: false }])(
  'an answer to %j that is no text is refused',
  (asked) => {
    expect(readAnswer(asked, { kind: asked.kind, text: 5 })).toEqual({ refusal: 'A text is needed' });
  },
);
