import type { GivenAnswer, QuestionForm, QuestionKey } from '../question.js';
import { markTicked } from './choices.js';
import type { Grade } from './grade.js';
import { markPairs } from './matching.js';
import { gradeNumeric } from './numeric.js';
import { markOrder } from './ordering.js';
import { gradeShortText } from './short-text.js';

/**
 * Marks an answer that `readAnswer` has let through. The same answer always gets the same mark.
 * @param answer null for none
 * @throws RangeError where form, key and answer are not of one question, or the key has a unit that is none
 */
export function gradeAnswer(form: QuestionForm, key: QuestionKey, answer: GivenAnswer | null): Grade {
  if (answer === null) return { mark: 0, rule: key.kind, problem: 'not-answered' };
  if (key.kind === 'numeric' && answer.kind === 'numeric') return gradeNumeric(key, answer.text);
  if (key.kind === 'short-text' && answer.kind === 'short-text') return gradeShortText(key.accepted, answer.text);
  return { mark: markOf(form, key, answer), rule: key.kind };
}

function markOf(form: QuestionForm, key: QuestionKey, answer: GivenAnswer): number {
  if (key.kind === 'single-choice' && answer.kind === 'single-choice') return Number(answer.chosen === key.right);
  if (key.kind === 'multiple-choice' && answer.kind === 'multiple-choice' && form.kind === 'multiple-choice')
    return markTicked(form.options, key.right, answer.chosen);
  if (key.kind === 'true-false' && answer.kind === 'true-false') return Number(answer.chosen === key.right);
  if (key.kind === 'ordering' && answer.kind === 'ordering') return markOrder(key.right, answer.order);
  if (key.kind === 'matching' && answer.kind === 'matching') return markPairs(key.right, answer.pairs);
  throw new RangeError(`A question of ${key.kind} has the form of ${form.kind} and an answer of ${answer.kind}`);
}
