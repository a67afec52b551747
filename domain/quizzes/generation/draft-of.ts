import type { DraftAnswer, DraftQuestion } from '../draft-question.js';
import type { QuestionForm, QuestionKey } from '../question.js';
import { optionsOf, promptsOf } from '../right-answer.js';

/** A stored question, by what others are compared with it. */
export interface StoredQuestion {
  stem: string;
  form: QuestionForm;
  key: QuestionKey;
}

/** A stored question as its author would have written it, so that a draft can be held against it. */
export const draftOf = ({ stem, form, key }: StoredQuestion): DraftQuestion => ({
  ...answerOf(form, key),
  ...{ stem, explanation: '', difficulty: 'medium', evidence: { quote: '' } },
});

function answerOf(form: QuestionForm, key: QuestionKey): DraftAnswer {
  const textOf = (id: string) => optionsOf(form).find((option) => option.id === id)?.text ?? '';
  const others = (right: readonly string[]) =>
    optionsOf(form)
      .filter(({ id }) => !right.includes(id))
      .map(({ text }) => text);
  switch (key.kind) {
    case 'single-choice':
      return { kind: key.kind, right: textOf(key.right), wrong: others([key.right]) };
    case 'multiple-choice':
      return { kind: key.kind, right: key.right.map(textOf), wrong: others(key.right) };
    case 'true-false':
      return key;
    case 'numeric':
      return { ...key, formula: String(key.value), values: {} };
    case 'short-text':
      return key;
    case 'ordering':
      return { kind: key.kind, items: key.right.map(textOf) };
    case 'matching':
      return { kind: key.kind, pairs: promptsOf(form).map(({ id, text }) => [text, textOf(key.right[id] ?? '')]) };
  }
}
