import { posix } from 'node:path';
import { decodeComponent } from '../../lib/decode-component.js';
import type { Archive } from '../office/archive.js';

/** Finds the parts of a book that its lists name. */
export interface Parts {
  /**
   * The part that an address leads to from a folder; undefined where there is none. Addresses of real books are
   * encoded or not, begin with a slash or a disk, and differ from the names in case; a name that only one part has is
   * enough.
   */
  find(folder: string, href: string): string | undefined;
  names: readonly string[];
}

/** Looks through the names of all parts once. */
export function partsOf(archive: Archive): Parts {
  const names = archive.names();
  const byPath = new Map<string, string>();
  const byFile = new Map<string, string | undefined>();
  for (const name of names) {
    if (!byPath.has(keyOf(name))) byPath.set(keyOf(name), name);
    const file = keyOf(posix.basename(name));
    byFile.set(file, byFile.has(file) ? undefined : name);
  }
  return {
    names,
    find(folder, href) {
      const path = pathOf(href);
      if (path === '') return undefined;
      for (const each of [decodeComponent(path), path]) {
        const found = byPath.get(keyOf(posix.join(folder, each))) ?? byPath.get(keyOf(posix.join('/', each).slice(1)));
        if (found !== undefined) return found;
      }
      return byFile.get(keyOf(posix.basename(decodeComponent(path))));
    },
  };
}

/** The folder of a part, as addresses in it are relative to. */
export const folderOf = (part: string): string => (part.includes('/') ? posix.dirname(part) : '');

/** The place within a part that an address names; '' for the part itself. */
export function placeOf(href: string): string {
  const at = href.indexOf('#');
  return at < 0 ? '' : decodeComponent(href.slice(at + 1));
}

const pathOf = (href: string): string =>
  href
    .trim()
    .replace(/[?#].*$/s, '')
    .replaceAll('\\', '/');

const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();
