import { makeZip } from './office-files.js';

/** A chapter of a book: what is in its body, or the whole file. */
export interface Chapter {
  name: string;
  body?: string;
  raw?: string | Buffer;
  /** As the book's list writes it, where it is not its name. */
  href?: string;
  mediaType?: string;
  /** Of the table of contents; none where it is not told. */
  title?: string;
  /** It is in the list only. */
  isMissing?: boolean;
}

interface Book {
  chapters: readonly Chapter[];
  contents?: 'epub3' | 'epub2' | 'none';
  others?: Record<string, string | Buffer>;
  /** Parts that are left out. */
  without?: readonly string[];
}

/** An XHTML document, with a title that is the book's. */
export const xhtml = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>The Book</title><script src="x.js"/></head><body>${body}</body></html>`;

/** The parts of an EPUB book, its documents in the folder OEBPS. */
export function epubParts({
  chapters,
  contents = 'epub3',
  others = {},
  without = [],
}: Book): Record<string, string | Buffer> {
  const hrefOf = ({ name, href }: Chapter) => href ?? name;
  const items = chapters.map(
    (chapter, i) =>
      `<item id="c${i}" href="${hrefOf(chapter)}" media-type="${chapter.mediaType ?? 'application/xhtml+xml'}"/>`,
  );
  const lists = {
    epub3: '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    epub2: '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
    none: '',
  };
  const titled = chapters.filter(({ title }) => title !== undefined);
  const parts: Record<string, string | Buffer> = {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'OEBPS/book.opf': `<?xml version="1.0"?><!DOCTYPE package><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata><dc:title>Tides & Ports</dc:title></metadata><manifest>${items.join('')}${lists[contents]}</manifest><spine${contents === 'epub2' ? ' toc="ncx"' : ''}>${chapters.map((_, i) => `<itemref idref="c${i}"/>`).join('')}</spine></package>`,
    'OEBPS/nav.xhtml': xhtml(
      `<nav epub:type="page-list"><ol><li><a href="one.xhtml">7</a></li></ol></nav><nav epub:type="toc"><ol>${titled.map((chapter) => `<li><a href="${hrefOf(chapter)}">${chapter.title}</a></li>`).join('')}</ol></nav>`,
    ),
    'OEBPS/toc.ncx': `<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "ncx-2005-1.dtd"><ncx><docTitle><text>The Book</text></docTitle><navMap>${titled.map((chapter) => `<navPoint><navLabel><text>${chapter.title}</text></navLabel><content src="${hrefOf(chapter)}#top"/></navPoint>`).join('')}</navMap></ncx>`,
  };
  for (const { name, body = '', raw, isMissing } of chapters)
    if (!isMissing) parts[`OEBPS/${name}`] = raw ?? xhtml(body);
  for (const name of without) delete parts[name];
  return { ...parts, ...others };
}

/** An EPUB book. */
export const makeEpub = (book: Book) => makeZip(epubParts(book), { compress: false });
