import type { QuestionForm } from './question.js';
import { shuffle } from './shuffle.js';

/** The questions of an attempt in its own order, and what is to be chosen, ordered or matched in each as well. */
export const arrange = <Q extends { id: string; form: QuestionForm }>(questions: readonly Q[], seed: string): Q[] =>
  shuffle(questions, seed).map((question) => ({
    ...question,
    form: arrangeForm(question.form, `${seed} ${question.id}`),
  }));

function arrangeForm(form: QuestionForm, seed: string): QuestionForm {
  switch (form.kind) {
    case 'single-choice':
    case 'multiple-choice':
      return { ...form, options: shuffle(form.options, seed) };
    case 'ordering':
      return { ...form, items: shuffle(form.items, seed) };
    case 'matching':
      return { ...form, prompts: shuffle(form.prompts, `${seed} prompts`), options: shuffle(form.options, seed) };
    default:
      return form;
  }
}
