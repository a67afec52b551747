import type { Operation } from './operation.js';

/** The addresses of an API and what each of them takes. */
export interface AddressIndex {
  add(operation: Pick<Operation, 'method' | 'path'>): void;
  /**
   * The methods of the address that a path names, in the form of the Allow header; undefined for no address.
   * Of `/materials/upload` and `/materials/{id}` the first is meant, whichever methods the second takes.
   */
  methodsOf(path: string): string[] | undefined;
}

interface Address {
  pattern: RegExp;
  parameters: number;
  methods: Set<string>;
}

/** An index of addresses below `prefix`; letter by letter, without a slash at the end. */
export function createAddressIndex(prefix: string): AddressIndex {
  const addresses = new Map<string, Address>();
  return {
    add({ method, path }) {
      const address = addresses.get(path) ?? addressOf(`${prefix}${path}`);
      addresses.set(path, address);
      address.methods.add(method.toUpperCase());
      if (method === 'get') address.methods.add('HEAD');
    },
    methodsOf(path) {
      const named = [...addresses.values()].filter(({ pattern }) => pattern.test(path));
      const [meant] = named.sort((a, b) => a.parameters - b.parameters);
      return meant && [...meant.methods].sort();
    },
  };
}

function addressOf(path: string): Address {
  const parts = path.split(/\{\w+\}/);
  const pattern = new RegExp(`^${parts.join('[^/]+')}$`);
  return { pattern, parameters: parts.length - 1, methods: new Set() };
}
