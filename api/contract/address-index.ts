import type { Operation } from './operation.js';

/** What an index knows of an operation. */
type Indexed = Pick<Operation, 'method' | 'path' | 'access' | 'limit'>;

/** The address that a path names. */
export interface Address<Entry extends Indexed = Indexed> {
  /** What it takes, by method, in capitals. */
  operations: ReadonlyMap<string, Entry>;
  /** What stands in the path for each `{name}`, decoded. */
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

interface Pattern<Entry> {
  pattern: RegExp;
  names: string[];
  operations: Map<string, Entry>;
}

/** An index of addresses below `prefix`; letter by letter, without a slash at the end. */
export function createAddressIndex<Entry extends Indexed>(prefix: string): AddressIndex<Entry> {
  const patterns = new Map<string, Pattern<Entry>>();
  const patternOf = (path: string): Pattern<Entry> | undefined => {
    // One without parameters is meant before all others, and is found without a look at these.
    const literal = path.startsWith(prefix) ? patterns.get(path.slice(prefix.length)) : undefined;
    if (literal?.names.length === 0) return literal;
    return [...patterns.values()]
      .filter(({ pattern }) => pattern.test(path))
      .sort((a, b) => a.names.length - b.names.length)[0];
  };
  return {
    add(operation) {
      const { method, path } = operation;
      const pattern = patterns.get(path) ?? createPattern(`${prefix}${path}`);
      patterns.set(path, pattern);
      pattern.operations.set(method.toUpperCase(), operation);
      if (method === 'get') pattern.operations.set('HEAD', operation);
    },
    find(path) {
      const pattern = patternOf(path);
      return pattern && { operations: pattern.operations, params: paramsOf(pattern, path) };
    },
  };
}

function createPattern<Entry>(path: string): Pattern<Entry> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
  return { names, pattern, operations: new Map() };
}

function paramsOf({ names, pattern }: Pattern<unknown>, path: string): Record<string, string> {
  const values = pattern.exec(path)?.slice(1) ?? [];
  return Object.fromEntries(names.map((name, index) => [name, decoded(values[index] ?? '')]));
}

/** What is no encoding stands as it is, for the schema of its parameter to refuse. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
