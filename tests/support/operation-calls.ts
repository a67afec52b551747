import { z } from 'zod';
import type { Operation } from '../../api/contract/operation.js';

/** What tests read of a JSON schema. */
interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  minLength?: number;
  minItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
}

/** What stands in requests where an operation's schema leaves the choice. */
export interface CallFill {
  /** The id in a path, by the word before it: `materials` in `/materials/{id}`. */
  idOf(word: string): string;
  /** Values of body fields, and of a path's `kind`, by name; other required fields get the shortest that their schema takes. */
  values: Record<string, unknown>;
  /** What is sent where a form has a file. */
  file: Uint8Array;
}

/** A request of an operation. */
export interface OperationCall {
  operation: Operation;
  /** `post /ai/doubt`, and which of its bodies. */
  name: string;
  path: string;
  init: { method: string; headers?: Record<string, string>; body?: string | FormData };
}

/**
 * The least requests that an operation's contract takes: one with JSON and one with a form where it takes either.
 * Made from the contract, so that a new route needs no line here.
 */
export function callsOf(operation: Operation, fill: CallFill): OperationCall[] {
  const ofKind = operation.path.replace('{kind}', String(fill.values.kind ?? 'materials'));
  const path = ofKind.replaceAll(/([^/]+)\/\{\w+\}/g, (_match, word) => `${word}/${fill.idOf(word)}`);
  const method = operation.method.toUpperCase();
  const name = `${operation.method} ${operation.path}`;
  const calls: OperationCall[] = [];
  if (operation.body) {
    const body = JSON.stringify(sample(operation.body, fill.values));
    calls.push({
      operation,
      name,
      path,
      init: { method, headers: { 'Content-Type': 'application/json' }, body },
    });
  }
  if (operation.form) {
    const body = formOf(sample(operation.form, fill.values), fill.file);
    calls.push({ operation, name: `${name} (form)`, path, init: { method, body } });
  }
  return calls.length > 0 ? calls : [{ operation, name, path, init: { method } }];
}

function formOf(fields: unknown, file: Uint8Array): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields as object)) form.set(name, String(value));
  form.set('file', new Blob([Buffer.from(file)]), 'file');
  return form;
}

const sample = (type: z.ZodType, values: Record<string, unknown>): unknown =>
  sampleOf(z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema, values);

function sampleOf(schema: Schema, values: Record<string, unknown>): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return sampleOf(schema.anyOf[0], values);
  const [type] = [schema.type].flat();
  if (type === 'object') return objectOf(schema, values);
  if (type === 'array') {
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, values));
  }
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  return 'a'.repeat(schema.minLength ?? 1);
}

function objectOf({ properties = {}, required = [] }: Schema, values: Record<string, unknown>) {
  const fields = Object.entries(properties).filter(([name]) => required.includes(name) || name in values);
  return Object.fromEntries(fields.map(([name, field]) => [name, values[name] ?? sampleOf(field, values)]));
}
