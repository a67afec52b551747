import type { Operation } from './operation.js';

/** What an index knows of an operation. */
type Indexed = Pick<Operation, 'method' | 'path' | 'access' | 'limit'>;

/** The addresses of an API and what each of them takes. */
export interface AddressIndex {
  add(operation: Indexed): void;
  /** The operation that a method of an address is. */
  find(method: string, path: string): Indexed | undefined;
  /**
   * The methods of the address that a path names, in the form of the Allow header; undefined for no address.
   * Of `/materials/upload` and `/materials/{id}` the first is meant, whichever methods the second takes.
   */
  methodsOf(path: string): string[] | undefined;
}

interface Address {
  pattern: RegExp;
  parameters: number;
  operations: Map<string, Indexed>;
}

/** An index of addresses below `prefix`; letter by letter, without a slash at the end. */
export function createAddressIndex(prefix: string): AddressIndex {
  const addresses = new Map<string, Address>();
  const addressNamed = (path: string): Address | undefined => {
    // One without parameters is meant before all others, and is found without a look at these.
    const literal = path.startsWith(prefix) ? addresses.get(path.slice(prefix.length)) : undefined;
    if (literal?.parameters === 0) return literal;
    return [...addresses.values()]
      .filter(({ pattern }) => pattern.test(path))
      .sort((a, b) => a.parameters - b.parameters)[0];
  };
  return {
    add(operation) {
      const { method, path } = operation;
      const address = addresses.get(path) ?? addressOf(`${prefix}${path}`);
      addresses.set(path, address);
      address.operations.set(method.toUpperCase(), operation);
      if (method === 'get') address.operations.set('HEAD', operation);
    },
    find: (method, path) => addressNamed(path)?.operations.get(method),
    methodsOf(path) {
      const meant = addressNamed(path);
      return meant && [...meant.operations.keys()].sort();
    },
  };
}

function addressOf(path: string): Address {
  const parts = path.split(/\{\w+\}/);
  const pattern = new RegExp(`^${parts.join('[^/]+')}$`);
  return { pattern, parameters: parts.length - 1, operations: new Map() };
}
