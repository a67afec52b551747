import { arrange } from '../arrange.js';
import type { QuestionForm } from '../question.js';

/** What is to be chosen, as a solver sees it; in the second solve nothing of it stands where it stood in the first. */
export function formForSolve({ id, form }: { id: string; form: QuestionForm }, solve: number): QuestionForm {
  const [arranged = { form }] = arrange([{ id, form }], id);
  return solve === 0 ? arranged.form : movedOn(arranged.form);
}

function movedOn(form: QuestionForm): QuestionForm {
  if (form.kind === 'ordering') return { ...form, items: turned(form.items) };
  return 'options' in form ? { ...form, options: turned(form.options) } : form;
}

const turned = <T>([first, ...rest]: readonly T[]): T[] => (first === undefined ? [] : [...rest, first]);
