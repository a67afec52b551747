import type { DraftAnswer } from './draft-question.js';
import type { Option, QuestionForm, QuestionKey } from './question.js';

/**
 * What is shown of a question and what is right, apart. Options stand in the order of their ids, which says nothing of
 * the key.
 * @param idOf the id of a text that is chosen, ordered or matched; another one for every text, and not to be read from
 */
export function composeQuestion(
  draft: DraftAnswer,
  idOf: (side: 'option' | 'prompt', text: string) => string,
): { form: QuestionForm; key: QuestionKey } {
  const idsOf = (texts: readonly string[]) => texts.map((text) => idOf('option', text));
  const optionsOf = (texts: readonly string[], side: 'option' | 'prompt' = 'option') =>
    texts.map((text) => ({ id: idOf(side, text), text })).toSorted(byId);
  const { kind } = draft;
  switch (kind) {
    case 'single-choice':
      return {
        form: { kind, options: optionsOf([draft.right, ...draft.wrong]) },
        key: { kind, right: idOf('option', draft.right) },
      };
    case 'multiple-choice':
      return {
        form: { kind, options: optionsOf([...draft.right, ...draft.wrong]) },
        key: { kind, right: idsOf(draft.right) },
      };
    case 'true-false':
      return { form: { kind }, key: { kind, right: draft.right } };
    case 'numeric': {
      const { value, unit, tolerance } = draft;
      return { form: { kind, needsUnit: unit !== null }, key: { kind, value, unit, tolerance } };
    }
    case 'short-text':
      return { form: { kind }, key: { kind, accepted: draft.accepted } };
    case 'ordering':
      return { form: { kind, items: optionsOf(draft.items) }, key: { kind, right: idsOf(draft.items) } };
    case 'matching': {
      const [prompts, options] = [draft.pairs.map(([prompt]) => prompt), draft.pairs.map(([, option]) => option)];
      const right = draft.pairs.map(([prompt, option]) => [idOf('prompt', prompt), idOf('option', option)] as const);
      return {
        form: { kind, prompts: optionsOf(prompts, 'prompt'), options: optionsOf(options) },
        key: { kind, right: Object.fromEntries(right) },
      };
    }
  }
}

const byId = (one: Option, other: Option): number => (one.id < other.id ? -1 : 1);
