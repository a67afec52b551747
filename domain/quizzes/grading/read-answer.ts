import { isRecord } from '../../../lib/is-record.js';
import { isVisible } from '../../text/line-of-text.js';
import type { GivenAnswer, Option, QuestionForm } from '../question.js';
import { answerWords } from './answer-words.js';
import { readQuantity } from './read-quantity.js';

/** UTF-16 units that a short text has at most. */
const MAX_TEXT = 200;

/** An answer that can be marked; or, in a sentence for the student, why what was sent is none. */
export type ReadAnswer = { answer: GivenAnswer } | { refusal: string };

/**
 * Reads what a student has sent for a question. Whatever could not be meant is refused, and costs nothing: it is told
 * by what the student sees alone, never by the key.
 * @param input what came, of any shape
 */
export function readAnswer(form: QuestionForm, input: unknown): ReadAnswer {
  if (!isRecord(input)) return refuse('An answer is an object');
  if (input.kind !== form.kind) return refuse(`This question takes an answer of kind ${form.kind}`);
  switch (form.kind) {
    case 'single-choice':
      return readChosen(form.options, input.chosen);
    case 'multiple-choice':
      return readTicked(form.options, input.chosen);
    case 'true-false':
      return typeof input.chosen === 'boolean'
        ? ok({ kind: form.kind, chosen: input.chosen })
        : refuse('Choose true or false');
    case 'numeric':
      return readNumeric(form.needsUnit, input.text);
    case 'short-text':
      return readText(input.text);
    case 'ordering':
      return readOrder(form.items, input.order);
    case 'matching':
      return readPairs(form.prompts, form.options, input.pairs);
  }
}

const ok = (answer: GivenAnswer): ReadAnswer => ({ answer });
const refuse = (refusal: string): ReadAnswer => ({ refusal });

/** Why a list of ids cannot be one of these options, each once at most. */
function idsFault(options: readonly Option[], ids: unknown): string | undefined {
  if (!Array.isArray(ids)) return 'A list of ids is needed';
  if (ids.length > options.length) return 'There are more ids than the question has';
  const known = new Set<unknown>(options.map(({ id }) => id));
  if (!ids.every((id) => known.has(id))) return 'An id is not one of this question';
  return new Set(ids).size < ids.length ? 'An id is there twice' : undefined;
}

function readChosen(options: readonly Option[], chosen: unknown): ReadAnswer {
  const fault = idsFault(options, [chosen]);
  return fault === undefined ? ok({ kind: 'single-choice', chosen: chosen as string }) : refuse(fault);
}

function readTicked(options: readonly Option[], chosen: unknown): ReadAnswer {
  const fault = idsFault(options, chosen);
  return fault === undefined ? ok({ kind: 'multiple-choice', chosen: chosen as string[] }) : refuse(fault);
}

function readOrder(items: readonly Option[], order: unknown): ReadAnswer {
  const fault = idsFault(items, order);
  if (fault !== undefined) return refuse(fault);
  if ((order as string[]).length < items.length) return refuse('An order names every item');
  return ok({ kind: 'ordering', order: order as string[] });
}

function readPairs(prompts: readonly Option[], options: readonly Option[], pairs: unknown): ReadAnswer {
  if (!isRecord(pairs)) return refuse('Pairs of ids are needed');
  const entries = Object.entries(pairs);
  const fault = idsFault(prompts, Object.keys(pairs)) ?? idsFault(options, Object.values(pairs));
  if (fault !== undefined) return refuse(fault);
  if (entries.length < prompts.length) return refuse('Every prompt needs its pair');
  return ok({ kind: 'matching', pairs: Object.fromEntries(entries) as Record<string, string> });
}

function readNumeric(needsUnit: boolean, text: unknown): ReadAnswer {
  if (typeof text !== 'string') return refuse('A text is needed');
  const read = readQuantity(text);
  if ('refusal' in read) return read;
  if (!needsUnit && read.unit && read.unit.dimension !== '')
    return refuse('This question asks for a number without a unit');
  return ok({ kind: 'numeric', text });
}

function readText(text: unknown): ReadAnswer {
  if (typeof text !== 'string') return refuse('A text is needed');
  if (text.length > MAX_TEXT) return refuse(`A short text has ${MAX_TEXT} characters at most`);
  if (/[\0\p{Surrogate}]/u.test(text)) return refuse('The text has characters that cannot be stored');
  return isVisible(text) && answerWords(text).length > 0
    ? ok({ kind: 'short-text', text })
    : refuse('The text says nothing');
}
