import type { GivenAnswer, QuestionKey } from './question.js';

/** What somebody answers who knows the key. */
export function modelAnswer(key: QuestionKey): GivenAnswer {
  switch (key.kind) {
    case 'single-choice':
      return { kind: key.kind, chosen: key.right };
    case 'multiple-choice':
      return { kind: key.kind, chosen: key.right };
    case 'true-false':
      return { kind: key.kind, chosen: key.right };
    case 'numeric':
      return { kind: key.kind, text: key.unit === null ? String(key.value) : `${key.value} ${key.unit}` };
    case 'short-text':
      return { kind: key.kind, text: key.accepted[0] ?? '' };
    case 'ordering':
      return { kind: key.kind, order: key.right };
    case 'matching':
      return { kind: key.kind, pairs: key.right };
  }
}
