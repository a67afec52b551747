import type { Option, QuestionForm, QuestionKey } from './question.js';
import { shownUnit } from './shown-unit.js';

/** What is right, as a text that can stand alone. */
export function rightAnswer(form: QuestionForm, key: QuestionKey): string {
  const textOf = (options: readonly Option[], id: string | undefined) =>
    options.find((option) => option.id === id)?.text ?? '';
  switch (key.kind) {
    case 'single-choice':
      return textOf(optionsOf(form), key.right);
    case 'multiple-choice':
      return key.right.map((id) => textOf(optionsOf(form), id)).join('\n');
    case 'true-false':
      return key.right ? 'True' : 'False';
    case 'numeric':
      return key.unit === null ? String(key.value) : `${key.value} ${shownUnit(key.unit)}`;
    case 'short-text':
      return key.accepted[0] ?? '';
    case 'ordering':
      return key.right.map((id, at) => `${at + 1}. ${textOf(optionsOf(form), id)}`).join('\n');
    case 'matching':
      return promptsOf(form)
        .map(({ id, text }) => `${text}: ${textOf(optionsOf(form), key.right[id])}`)
        .join('\n');
  }
}

/** What can be chosen, ordered, or matched with prompts. */
export function optionsOf(form: QuestionForm): readonly Option[] {
  if (form.kind === 'ordering') return form.items;
  return 'options' in form ? form.options : [];
}

/** What options are to be matched with. */
export const promptsOf = (form: QuestionForm): readonly Option[] => (form.kind === 'matching' ? form.prompts : []);
