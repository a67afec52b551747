import { type Archive, readPartIfWhole } from '../office/archive.js';
import { readMarkup } from './markup.js';
import { folderOf, type Parts } from './parts.js';

/** A file of a book, as the book's list has it. */
export interface Item {
  id: string;
  href: string;
  mediaType: string;
  properties: string;
  /** The id of what stands for it where it cannot be shown. */
  fallback: string | undefined;
}

/** What a book's package document says (EPUB 2 and 3). */
export interface BookPackage {
  /** The folder that its addresses are relative to. */
  folder: string;
  items: ReadonlyMap<string, Item>;
  /** Ids in reading order. */
  spine: string[];
  /** The id of the EPUB 2 table of contents. */
  tocId: string | undefined;
}

const CONTAINER = /(?:^|\/)META-INF\/container\.xml$/i;
const PACKAGE_DOCUMENT = /\.opf$/i;

/** Whether a zip file is a book, by the names of its parts. */
export const isBook = (names: readonly string[]): boolean =>
  names.some((name) => CONTAINER.test(name) || PACKAGE_DOCUMENT.test(name));

/**
 * Reads the package document that the container names, else the first there is; without any the book has no list.
 * @throws Failure Corrupt, Encrypted, TooComplex.
 */
export async function readPackage(archive: Archive, parts: Parts): Promise<BookPackage> {
  const items = new Map<string, Item>();
  const spine: string[] = [];
  let tocId: string | undefined;
  const part = (await namedPackage(archive, parts)) ?? parts.names.find((name) => PACKAGE_DOCUMENT.test(name));
  if (part === undefined) return { folder: '', items, spine, tocId };
  readMarkup(await readPartIfWhole(archive, part), {
    open(name, { id = '', href, idref, toc, fallback, properties = '', 'media-type': mediaType = '' }) {
      if (name === 'item' && href !== undefined) items.set(id, { id, href, mediaType, properties, fallback });
      else if (name === 'spine') tocId = toc;
      else if (name === 'itemref' && idref !== undefined) spine.push(idref);
    },
  });
  return { folder: folderOf(part), items, spine, tocId };
}

async function namedPackage(archive: Archive, parts: Parts): Promise<string | undefined> {
  const container = parts.names.find((name) => CONTAINER.test(name));
  if (container === undefined) return undefined;
  const root = folderOf(folderOf(container));
  let found: string | undefined;
  readMarkup(await readPartIfWhole(archive, container), {
    open(name, attributes) {
      if (name === 'rootfile') found ??= parts.find(root, attributes['full-path'] ?? '');
    },
  });
  return found;
}
