import { type Archive, readPartIfWhole } from '../office/archive.js';
import { readMarkup } from './markup.js';
import type { BookPackage, Item } from './package.js';
import { folderOf, type Parts } from './parts.js';

/** An entry of a book's table of contents. */
export interface ContentsEntry {
  title: string;
  /** 1 for a chapter, 2 for its parts. */
  level: number;
  /** Whether it leads to the file as a whole. */
  isWhole: boolean;
}

/** The entries by the parts that they lead to, in order. */
export type Contents = ReadonlyMap<string, readonly ContentsEntry[]>;

/** Entries that are read; a title longer than a line is none. */
const MAX_ENTRIES = 20_000;
const MAX_TITLE = 200;

/** Reads the table of contents of EPUB 3, and that of EPUB 2 where the other leads nowhere. */
export async function readContents(archive: Archive, book: BookPackage, parts: Parts): Promise<Contents> {
  const items = [...book.items.values()];
  const navigation = items.find(({ properties }) => /(?:^|\s)nav(?:\s|$)/.test(properties));
  const list =
    book.items.get(book.tocId ?? '') ??
    items.find(({ mediaType, href }) => mediaType === 'application/x-dtbncx+xml' || /\.ncx$/i.test(href));
  const read = async (item: Item | undefined, kind: 'html' | 'xml'): Promise<Contents> => {
    const part = item && parts.find(book.folder, item.href);
    if (part === undefined) return new Map();
    const entries = createEntries(parts, folderOf(part));
    const bytes = await readPartIfWhole(archive, part);
    if (kind === 'html') readMarkup(bytes, navigationReader(entries.add), 'html');
    else readMarkup(bytes, listReader(entries.add));
    return entries.found;
  };
  const contents = await read(navigation, 'html');
  return contents.size > 0 ? contents : read(list, 'xml');
}

type Add = (title: string, href: string, level: number) => void;

function createEntries(parts: Parts, folder: string): { add: Add; found: Contents } {
  const found = new Map<string, ContentsEntry[]>();
  let count = 0;
  return {
    found,
    add(raw, href, level) {
      const title = raw.replace(/\s+/g, ' ').trim();
      const part = parts.find(folder, href);
      count += 1;
      if (part === undefined || title === '' || title.length > MAX_TITLE || count > MAX_ENTRIES) return;
      const entries = found.get(part) ?? [];
      found.set(part, entries);
      entries.push({ title, level: Math.min(Math.max(level, 1), 6), isWhole: !href.includes('#') });
    },
  };
}

/** The list named `toc` of a navigation document; the others are of pages and landmarks. */
function navigationReader(add: Add) {
  let inContents = false;
  let level = 0;
  let link: { href: string; title: string } | undefined;
  return {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      const kind = `${attributes['epub:type'] ?? ''} ${attributes.role ?? ''}`;
      if (name === 'nav') inContents = /\b(?:doc-)?toc\b/.test(kind) || kind.trim() === '';
      else if (name === 'ol' && inContents) level += 1;
      else if (name === 'a' && inContents && attributes.href !== undefined) link = { href: attributes.href, title: '' };
    },
    text(text: string) {
      if (link) link.title += text;
    },
    close(name: string) {
      if (name === 'nav') {
        inContents = false;
        level = 0;
      } else if (name === 'ol' && inContents) level -= 1;
      else if (name === 'a' && link) {
        add(link.title, link.href, level);
        link = undefined;
      }
    },
  };
}

/** The `navMap` of an NCX. */
function listReader(add: Add) {
  let level = 0;
  let inTitle = false;
  let title = '';
  return {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === 'navpoint') {
        level += 1;
        title = '';
      } else if (name === 'text') inTitle = level > 0;
      else if (name === 'content' && level > 0) add(title, attributes.src ?? '', level);
    },
    text(text: string) {
      if (inTitle) title += text;
    },
    close(name: string) {
      if (name === 'navpoint') level -= 1;
      else if (name === 'text') inTitle = false;
    },
  };
}
