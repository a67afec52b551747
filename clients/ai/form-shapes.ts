import { isRecord } from '../../lib/is-record.js';

/**
 * A value of the form that a model is to fill in: what the server is told of it, and how what came is read. Reading
 * forgives what small models do (a string for a list, a number as a string, too much of something) and cuts to the
 * same bounds that the schema names, since not every server holds a model to them.
 */
export interface Shape<T> {
  /** JSON Schema, within what strict structured output takes. */
  schema: Record<string, unknown>;
  /** An example of it, for the prompt: servers without structured output have nothing else to go by. */
  sketch: unknown;
  /** @returns undefined where nothing can be made of the value */
  read(value: unknown): T | undefined;
}

/** A text of so many characters at most. */
export const text = (max: number): Shape<string> => ({
  schema: { type: 'string', maxLength: max },
  sketch: '…',
  read(value) {
    const written = wordsOf(value);
    return written === undefined ? undefined : cut(written.trim(), max);
  },
});

/** What is written in a value: a text, a number, a boolean, the texts of a list one by one, an object's own text. */
function wordsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((one) => wordsOf(one) ?? '').join(' ');
  return isRecord(value) && typeof value.text === 'string' ? value.text : undefined;
}

/** Cut between words where there are some near, and never inside a character. */
function cut(value: string, max: number): string {
  if (value.length <= max) return value;
  const head = value.slice(0, max).replace(/[\ud800-\udbff]$/, '');
  const word = /^[\s\S]*\S(?=\s+\S*$)/u.exec(head)?.[0] ?? '';
  return (word.length > max * 0.8 ? word : head).trimEnd();
}

/** A list of so many items at most; one item alone is a list of one, and items that say nothing are left out. */
export const list = <T>(item: Shape<T>, max: number): Shape<T[]> => ({
  schema: { type: 'array', items: item.schema, maxItems: max },
  sketch: [item.sketch],
  read(value) {
    if (value === undefined || value === null) return [];
    const items = Array.isArray(value) ? value : [value];
    const read = items.map((one) => item.read(one));
    return read.filter((one): one is T => one !== undefined && one !== '').slice(0, max);
  },
});

/** A whole number from 1; also read from `"[2]"` or `"passage 2"`. */
export const reference: Shape<number> = {
  schema: { type: 'integer' },
  sketch: 1,
  read(value) {
    if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
    const digits = typeof value === 'string' ? /\d{1,4}/.exec(value)?.[0] : undefined;
    return digits === undefined ? undefined : Number(digits);
  },
};

/** A share from 0 to 1; also read from `"85 %"`, 85, or 8.5 of ten. */
export const share: Shape<number> = {
  schema: { type: 'number' },
  sketch: 0.8,
  read(value) {
    const number = typeof value === 'string' ? Number.parseFloat(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) return undefined;
    if (number <= 1) return number;
    return Math.min(number / (number <= 10 ? 10 : 100), 1);
  },
};

/** Yes or no, also in words. */
export const flag: Shape<boolean> = {
  schema: { type: 'boolean' },
  sketch: true,
  read(value) {
    if (typeof value === 'boolean') return value;
    if (/^\s*(?:true|yes|1)\s*$/i.test(String(value))) return true;
    return /^\s*(?:false|no|0)\s*$/i.test(String(value)) ? false : undefined;
  },
};

type Fields<T> = { [K in keyof T]: Shape<T[K]> };

/**
 * An object with these fields, in this order. A field that is missing or cannot be read has its fallback.
 * @param unnamed makes an object of something else that came in its place
 */
export function object<T extends object>(
  fields: Fields<T>,
  fallback: T,
  unnamed: (value: unknown) => unknown = () => undefined,
): Shape<T> & { fields: readonly string[] } {
  const shapes: [string, Shape<unknown>][] = Object.entries(fields);
  const each = (pick: (shape: Shape<unknown>) => unknown) =>
    Object.fromEntries(shapes.map(([name, shape]) => [name, pick(shape)]));
  const fieldNames = shapes.map(([name]) => name);
  return {
    fields: fieldNames,
    schema: {
      type: 'object',
      properties: each(({ schema }) => schema),
      required: fieldNames,
      additionalProperties: false,
    },
    sketch: each(({ sketch }) => sketch),
    read(value) {
      const from = isRecord(value) ? value : unnamed(value);
      if (!isRecord(from) || !fieldNames.some((name) => name in from)) return undefined;
      const read = shapes.flatMap(([name, shape]) => {
        const one = shape.read(from[name]);
        return one === undefined ? [] : [[name, one]];
      });
      return { ...fallback, ...Object.fromEntries(read) };
    },
  };
}

/** A schema without the bounds of texts and lists, for servers that refuse them. */
export function withoutBounds(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutBounds);
  if (!isRecord(schema)) return schema;
  const kept = Object.entries(schema).filter(([name]) => name !== 'maxLength' && name !== 'maxItems');
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutBounds(value)]));
}
