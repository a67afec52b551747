import { isRecord } from '../../lib/is-record.js';
import type { Form } from './answer-forms.js';
import { findJson } from './lenient-json.js';

/** A form as a model filled it in. */
export interface ReadForm<T> {
  fields: T;
  /** Whether the first field, which is what counts most, is there to its end although the text was cut off. */
  isFirstWhole: boolean;
}

/** Reads a form from what a model wrote. @returns undefined where the text holds none */
export function readForm<T>(form: Form<T>, text: string): ReadForm<T> | undefined {
  const found = findJson(text, (value) => unwrap(form, value) !== undefined);
  const filled = found && unwrap(form, found.value);
  const fields = filled && form.read(filled);
  if (!fields) return undefined;
  const [first, ...later] = form.fields;
  const isFirstWhole = found.isWhole || (first !== undefined && later.some((name) => name in filled));
  return { fields, isFirstWhole };
}

/** Where models put a form that they take for a call of a tool. */
const WRAPPERS = ['arguments', 'parameters', 'input', 'function', 'response', 'result'];

/** The form itself, out of what a model may wrap it in; a list alone is its first field. */
function unwrap(form: Form<unknown>, value: unknown, depth = 3): Record<string, unknown> | undefined {
  if (depth === 0) return undefined;
  if (Array.isArray(value)) {
    return ofItems(form, value) ?? (value.length === 1 ? unwrap(form, value[0], depth - 1) : undefined);
  }
  if (!isRecord(value)) return undefined;
  const names = Object.keys(value);
  const known = names.filter((name) => form.fields.includes(name));
  if (known.length > 1) return value;
  const wrappers = names.filter((name) => names.length === 1 || WRAPPERS.includes(name));
  const inner = wrappers.map((name) => parsed(value[name])).filter(isRecord);
  const found = inner.map((one) => unwrap(form, one, depth - 1)).find((one) => one !== undefined);
  return found ?? (known.length > 0 ? value : undefined);
}

/** A form whose first field is this list, where something can be made of its items: small models leave out the rest. */
function ofItems(form: Form<unknown>, items: readonly unknown[]): Record<string, unknown> | undefined {
  const [first] = form.fields;
  if (first === undefined || !items.every(isRecord)) return undefined;
  const filled = { [first]: items };
  const read = form.read(filled);
  return isRecord(read) && isFilled(read[first]) ? filled : undefined;
}

const isFilled = (value: unknown): boolean => (typeof value === 'string' || Array.isArray(value)) && value.length > 0;

/** Arguments of a tool are JSON in a string. */
function parsed(value: unknown): unknown {
  return typeof value === 'string' ? findJson(value, isRecord)?.value : value;
}
