import { decodeComponent } from '../../lib/decode-component.js';
import { escapePattern } from '../../lib/escape-pattern.js';
import type { Operation } from './operation.js';

/** What an index knows of an operation. */
type Indexed = Pick<Operation, 'method' | 'path' | 'access' | 'limit'>;

/** The address that a path names. */
export interface Address<Entry extends Indexed = Indexed> {
  /** What it takes, by method, in capitals. */
  operations: ReadonlyMap<string, Entry>;
  /** What stands in the path for each `{name}`, decoded where it is an encoding. */
  params: Record<string, string>;
}

/** The addresses of an API and what each of them takes. */
export interface AddressIndex<Entry extends Indexed = Indexed> {
  add(operation: Entry): void;
  /**
   * The address that a path names; undefined for none.
   * Of `/materials/upload` and `/materials/{id}` the first is meant, whichever methods the second takes.
   */
  find(path: string): Address<Entry> | undefined;
}

interface Template<Entry> {
  names: string[];
  pattern: RegExp;
  operations: Map<string, Entry>;
}

/** An index of addresses below `prefix`; letter by letter, without a slash at the end. */
export function createAddressIndex<Entry extends Indexed>(prefix: string): AddressIndex<Entry> {
  const templates = new Map<string, Template<Entry>>();
  /** Those with fewer parameters first. */
  let inOrder: Template<Entry>[] = [];
  return {
    add(operation) {
      const { method, path } = operation;
      const template = templates.get(`${prefix}${path}`) ?? createTemplate(`${prefix}${path}`);
      template.operations.set(method.toUpperCase(), operation);
      if (method === 'get') template.operations.set('HEAD', operation);
      templates.set(`${prefix}${path}`, template);
      inOrder = [...templates.values()].sort((a, b) => a.names.length - b.names.length);
    },
    find(path) {
      const literal = templates.get(path);
      if (literal?.names.length === 0) return { operations: literal.operations, params: {} };
      for (const { names, pattern, operations } of inOrder) {
        const values = pattern.exec(path)?.slice(1);
        if (values) return { operations, params: paramsOf(names, values) };
      }
      return undefined;
    },
  };
}

function createTemplate<Entry>(path: string): Template<Entry> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const parts = path.split(/\{\w+\}/).map(escapePattern);
  return { names, pattern: new RegExp(`^${parts.join('([^/]+)')}$`), operations: new Map() };
}

const paramsOf = (names: readonly string[], values: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, at) => [name, decodeComponent(values[at] ?? '')]));
