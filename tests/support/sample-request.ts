import { branches, type IdSlot, uuidPaths } from './id-slots.js';
import type { Operation, Schema } from './openapi.js';

/** An id for a slot of a request. */
export type IdOf = (slot: IdSlot) => string;

/**
 * The least valid request of an operation, with an id in the slot that is asked for and in those that must be filled.
 * @param file what is sent where a form has a file
 * @throws Error for a required field of which no valid value is known
 */
export function sampleRequest(
  operation: Operation,
  { slots, target, idOf, file }: { slots: IdSlot[]; target: IdSlot; idOf: IdOf; file: Uint8Array },
): { path: string; init: RequestInit } {
  const inPath = slots.filter(({ place }) => place === 'path');
  const path = inPath.reduce((text, slot) => text.replace(`{${slot.at[0]}}`, idOf(slot)), operation.path);
  const query = target.place === 'query' ? `?${target.at[0]}=${target.prefix ?? ''}${idOf(target)}` : '';
  const method = operation.method.toUpperCase();
  const types = Object.keys(operation.requestBody?.content ?? {});
  const type = types.includes(target.place) ? target.place : types[0];
  const schema = type ? operation.requestBody?.content[type]?.schema : undefined;
  if (!type || !schema) return { path: `${path}${query}`, init: { method } };

  const slotAt = (at: string[]) => slots.find((slot) => slot.place === type && slot.at.join('.') === at.join('.'));
  const value = sampleOf(schema, [], {
    want: target.place === type ? target.at : [],
    id: (at) => {
      const slot = slotAt(at);
      if (!slot) throw new Error(`${operation.operationId} has no slot at ${at.join('.')}`);
      return idOf(slot);
    },
  }) as Record<string, unknown>;
  if (type === 'multipart/form-data') return { path: `${path}${query}`, init: { method, body: formOf(value, file) } };
  const headers = { 'Content-Type': 'application/json' };
  return { path: `${path}${query}`, init: { method, headers, body: JSON.stringify(value) } };
}

function formOf(fields: Record<string, unknown>, file: Uint8Array): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (name !== 'file') form.set(name, String(value));
  }
  form.set('file', new Blob([Buffer.from(file)]), 'file');
  return form;
}

interface Wanted {
  /** The way to the optional id that is put in. */
  want: string[];
  id(at: string[]): string;
}

function sampleOf(schema: Schema, at: string[], wanted: Wanted): unknown {
  const kinds = branches(schema).filter(({ type }) => type !== 'null');
  if (kinds.length > 0) {
    const rest = wanted.want.slice(at.length).join('.');
    const holdsIt = kinds.find((kind) => uuidPaths(kind).some((path) => path.join('.') === rest));
    return sampleOf((isOnTheWay(at, wanted.want) && holdsIt) || (kinds[0] as Schema), at, wanted);
  }
  if (schema.format === 'uuid') return wanted.id(at);
  if (schema.properties) return objectOf(schema, at, wanted);
  if (schema.items) return listOf(schema, schema.items, at, wanted);
  return scalarOf(schema, at);
}

function objectOf({ properties = {}, required = [] }: Schema, at: string[], wanted: Wanted): Record<string, unknown> {
  const parts = Object.entries(properties)
    .filter(([name]) => required.includes(name) || isOnTheWay([...at, name], wanted.want))
    .map(([name, part]) => [name, sampleOf(part, [...at, name], wanted)]);
  return Object.fromEntries(parts);
}

function listOf({ minItems = 0 }: Schema, items: Schema, at: string[], wanted: Wanted): unknown[] {
  const length = Math.max(minItems, isOnTheWay([...at, '*'], wanted.want) ? 1 : 0);
  return Array.from({ length }, () => sampleOf(items, [...at, '*'], wanted));
}

function scalarOf(
  { const: value, type, format, pattern, enum: values, minLength = 1, minimum = 1 }: Schema,
  at: string[],
): unknown {
  if (value !== undefined) return value;
  if (values) return values[0];
  const types = [type].flat();
  if (types.includes('null')) return null;
  if (types.includes('boolean')) return true;
  if (types.includes('integer') || types.includes('number')) return minimum;
  if (format === 'binary') return '';
  if (!pattern && (!format || format === 'email')) return format ? 'a@example.org' : 'a'.repeat(minLength);
  throw new Error(`no valid value is known for ${at.join('.')}: describe one in tests/support/sample-request.ts`);
}

const isOnTheWay = (at: string[], want: string[]): boolean =>
  want.length > 0 && at.length <= want.length && at.every((word, index) => word === want[index]);
