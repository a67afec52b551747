import { Failure } from '../../domain/runs/failures.js';
import { MAX_MATERIAL_CHARACTERS } from '../../domain/text/text-limits.js';
import type { ConvertedPage } from '../converted-page.js';
import type { BookPage } from '../html/notes.js';
import { readChapter } from '../html/read-html.js';
import { type Archive, readPart } from '../office/archive.js';
import type { PictureList } from '../pictures/picture-list.js';
import { isBinary } from '../plain-text/text-kind.js';
import { textPages } from '../plain-text/text-pages.js';
import { setNoteMarksApart } from '../signs/note-marks.js';
import { bookPictures } from './book-pictures.js';
import { readContents } from './contents.js';
import { withHeadings } from './headings.js';
import { type BookPackage, type Item, readPackage } from './package.js';
import { folderOf, type Parts, partsOf, placeOf } from './parts.js';
import { encryptedParts, hasLicense } from './protection.js';
import { raisedClasses } from './raised-classes.js';

/** What is read as a chapter: XHTML, HTML, and the older markup of digital talking books. */
const CHAPTER_TYPE = /html|xml$|^text\/(?!css|plain)/i;
const CHAPTER_NAME = /\.(?:x?html?|xml)$/i;

/**
 * The pages of an EPUB book: its files in reading order, each from a new page on, long ones cut, with the marks of
 * pictures. A chapter that is missing or damaged is a failed page, and so is a drawing that stands for one.
 * @throws Failure Encrypted where copy protection keeps chapters from being read; Corrupt where there are none;
 *   TooComplex, TooMuchText.
 */
export async function readEpub(archive: Archive, pictures: PictureList): Promise<ConvertedPage[]> {
  const parts = partsOf(archive);
  const book = await readPackage(archive, parts);
  const chapters = chaptersOf(book, parts, pictures);
  if (chapters.length === 0) throw new Failure('Corrupt');
  const encrypted = await encryptedParts(archive, parts);
  if (chapters.some((chapter) => 'part' in chapter && encrypted.has(chapter.part))) throw new Failure('Encrypted');
  const contents = await readContents(archive, book, parts);
  const shared = {
    archive,
    parts,
    pictures,
    marks: new Map<string, string>(),
    classes: await raisedClasses(archive, book, parts),
  };
  const pages: ConvertedPage[] = [];
  let characters = 0;
  for (const chapter of chapters) {
    const read = 'part' in chapter ? await readText(chapter.part, shared) : chapter;
    if ('failure' in read || !('part' in chapter)) {
      pages.push(read);
      continue;
    }
    characters += read.text.length;
    if (characters > MAX_MATERIAL_CHARACTERS) throw new Failure('TooMuchText');
    const entries = contents.get(chapter.part) ?? [];
    pages.push(...textPages(setNoteMarksApart(withHeadings(read.text, entries))).map((text) => ({ text })));
  }
  return pages;
}

/** A file in reading order, or a picture in place of one, or why it cannot be read. */
type Chapter = { part: string } | { text: string; isPicture: true } | { failure: 'Corrupt' | 'Unsupported' };

/** The files in reading order, each once. A book without an order is read by its list, else by its files' names. */
function chaptersOf(book: BookPackage, parts: Parts, pictures: PictureList): Chapter[] {
  const listed = [...book.items.values()].filter((item) => isChapter(item) && !/\bnav\b/.test(item.properties));
  const ids = book.spine.length > 0 ? book.spine : listed.map(({ id }) => id);
  if (ids.length === 0) {
    const names = parts.names.filter((name) => CHAPTER_NAME.test(name) && !/META-INF\//i.test(name));
    return names.sort(new Intl.Collator('en', { numeric: true }).compare).map((part) => ({ part }));
  }
  const seen = new Set<string>();
  return ids.flatMap((id): Chapter[] => {
    const item = shownItem(book, id);
    const part = item && parts.find(book.folder, item.href);
    if (part !== undefined && seen.has(part)) return [];
    if (part === undefined || !item) return [{ failure: 'Corrupt' }];
    seen.add(part);
    if (isChapter(item)) return [{ part }];
    if (!isPicture(item)) return [{ failure: 'Unsupported' }];
    return [{ text: pictures.add(part, () => ({ part })), isPicture: true }];
  });
}

const isChapter = ({ mediaType, href }: Item): boolean =>
  mediaType === '' ? CHAPTER_NAME.test(href) : CHAPTER_TYPE.test(mediaType) && !/svg|ncx/i.test(mediaType);

const isPicture = ({ mediaType }: Item): boolean => /^image\/(?!svg)/i.test(mediaType);

/** The item of an id, or the chapter that stands for it. */
function shownItem(book: BookPackage, id: string): Item | undefined {
  const first = book.items.get(id);
  let item = first;
  for (let i = 0; i < 10 && item; i += 1) {
    if (isChapter(item)) return item;
    item = book.items.get(item.fallback ?? '');
  }
  return first;
}

/** What the chapters of a book have in common. */
interface Shared {
  archive: Archive;
  parts: Parts;
  pictures: PictureList;
  /** Of notes, by their places. */
  marks: Map<string, string>;
  classes: BookPage['classes'];
}

async function readText(
  part: string,
  { archive, parts, pictures, marks, classes }: Shared,
): Promise<{ text: string } | { failure: 'Corrupt' }> {
  const folder = folderOf(part);
  const notes = {
    refer(href: string, mark: string) {
      const target = href.startsWith('#') ? part : parts.find(folder, href);
      const key = `${target}#${placeOf(href)}`;
      if (target !== undefined && placeOf(href) !== '' && !marks.has(key)) marks.set(key, mark);
    },
    markOf: (id: string) => marks.get(`${part}#${id}`),
  };
  try {
    const bytes = await readPart(archive, part);
    if (isBinary(bytes)) throw new Failure(hasLicense(parts) ? 'Encrypted' : 'Corrupt');
    return { text: readChapter(bytes, { notes, classes }, bookPictures(part, parts, pictures)) };
  } catch (error) {
    if (error instanceof Failure && error.type === 'Corrupt') return { failure: 'Corrupt' };
    throw error;
  }
}
