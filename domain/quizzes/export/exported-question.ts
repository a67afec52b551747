import type { Option, QuestionForm, QuestionKey } from '../question.js';

/** A question as it leaves for another program. Texts are plain, with TeX between `$`. */
export interface ExportedQuestion {
  /** By which it is known in a list. */
  name: string;
  stem: string;
  form: QuestionForm;
  key: QuestionKey;
  explanation: string;
}

/** A question as both formats can say it: they have no kind for an order, but one for pairs. */
export type PlainQuestion =
  | { kind: 'choice'; isSingle: boolean; options: { text: string; isRight: boolean }[] }
  | { kind: 'true-false'; right: boolean }
  | { kind: 'numeric'; value: number; tolerance: number; unit: string | null }
  | { kind: 'short-text'; accepted: readonly string[] }
  /** An option without a prompt belongs to none. */
  | { kind: 'matching'; pairs: { prompt: string | null; option: string }[]; isOrder: boolean };

/** @throws RangeError where what there is to choose, order or match and the key are not of one question */
export function plainQuestion({ form, key }: Pick<ExportedQuestion, 'form' | 'key'>): PlainQuestion {
  if (key.kind === 'true-false') return { kind: 'true-false', right: key.right };
  if (key.kind === 'short-text') return { kind: 'short-text', accepted: key.accepted };
  if (key.kind === 'numeric') {
    const { value, unit, tolerance } = key;
    const widest = Math.max(tolerance.absolute, tolerance.relative * Math.abs(value));
    return { kind: 'numeric', value, tolerance: widest, unit };
  }
  if ('options' in form && form.kind === 'single-choice' && key.kind === form.kind)
    return choice(form.options, [key.right], true);
  if ('options' in form && form.kind === 'multiple-choice' && key.kind === form.kind)
    return choice(form.options, key.right, false);
  if (form.kind === 'ordering' && key.kind === 'ordering') {
    const pairs = key.right.map((id, at) => ({ prompt: String(at + 1), option: textOf(form.items, id) }));
    return { kind: 'matching', pairs, isOrder: true };
  }
  if (form.kind === 'matching' && key.kind === 'matching') {
    const pairs = form.prompts.map(({ id, text }) => ({ prompt: text, option: textOf(form.options, key.right[id]) }));
    const used = new Set(Object.values(key.right));
    const left = form.options.filter(({ id }) => !used.has(id)).map(({ text }) => ({ prompt: null, option: text }));
    return { kind: 'matching', pairs: [...pairs, ...left], isOrder: false };
  }
  throw new RangeError(`A question of ${key.kind} has the form of ${form.kind}`);
}

const choice = (options: readonly Option[], right: readonly string[], isSingle: boolean): PlainQuestion => ({
  kind: 'choice',
  isSingle,
  options: options.map(({ id, text }) => ({ text, isRight: right.includes(id) })),
});

function textOf(options: readonly Option[], id: string | undefined): string {
  const option = options.find((one) => one.id === id);
  if (!option) throw new RangeError(`A key names ${id}, which its form does not have`);
  return option.text;
}
