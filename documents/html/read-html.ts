import { Parser, type ParserOptions } from 'htmlparser2';
import { withDollarSigns } from '../math/tex-delimiters.js';
import { dataPictures } from '../pictures/data-uri.js';
import type { PictureList } from '../pictures/picture-list.js';
import { withoutEncodedData } from '../plain-text/encoded-data.js';
import { encodingOf } from '../plain-text/encoding.js';
import { tidyText } from '../plain-text/tidy-text.js';
import { type BookPage, withOwnMarks } from './notes.js';
import { createPageBuilder, type PictureOf } from './page-builder.js';
import { sizesOfReversed } from './reversed-lists.js';

/** How far into a file browsers look for its encoding, and some more for pages that begin with long comments. */
const DECLARED_WITHIN = 4_096;
const DECLARATION =
  /<meta[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})|^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})/i;
const PIECE_BYTES = 64 * 1024;
const PARSING: ParserOptions = { decodeEntities: true, lowerCaseTags: true };
const XHTML: ParserOptions = { recognizeSelfClosing: true, recognizeCDATA: true };

/**
 * The readable text of an HTML file: headings, lists and tables stay recognizable, programs, hidden parts and
 * navigation are left out. Marks stand for the pictures that are in the file, where there
 * is a list for them. @throws Failure TooMuchText, TooComplex.
 */
export function readHtml(file: Uint8Array, pictures?: PictureList): string {
  return read(file, optionsFor(pictures), isXhtml(file) ? XHTML : {});
}

/** The readable text of a chapter of a book, in XHTML, where every element may close itself. @throws as readHtml. */
export function readChapter(file: Uint8Array, book: BookPage, pictureOf: PictureOf): string {
  return withOwnMarks(read(file, { book, pictureOf }, XHTML));
}

/** By its declaration, behind a byte order mark: there a script or a title may close itself. */
const isXhtml = (file: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf)?\s{0,99}<\?xml\s/.test(Buffer.from(file.subarray(0, 120)).toString('latin1'));

function read(file: Uint8Array, page: PageOptions, xhtml: ParserOptions = {}): string {
  const reversed = hasWord(file, 'reversed') ? sizesOfReversed(piecesOf(file), { ...PARSING, ...xhtml }) : [];
  const { parser, end } = createReader({ ...page, reversed }, xhtml);
  for (const piece of piecesOf(file)) parser.write(piece);
  parser.end();
  return end();
}

function* piecesOf(file: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(encodingOf(file, declaredEncoding(file)));
  for (let at = 0; at < file.length; at += PIECE_BYTES)
    yield decoder.decode(file.subarray(at, at + PIECE_BYTES), { stream: true });
  yield decoder.decode();
}

/** Whether a word is in a file, in small letters or in capitals. */
function hasWord(file: Uint8Array, word: string): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  return bytes.includes(word) || bytes.includes(word.toUpperCase());
}

/** The readable text of HTML that is decoded already, with marks as `readHtml`. @throws Failure TooMuchText, TooComplex. */
export function htmlText(html: string, pictures?: PictureList): string {
  const reversed = /reversed/i.test(html) ? sizesOfReversed([html], PARSING) : [];
  const { parser, end } = createReader({ ...optionsFor(pictures), reversed });
  parser.end(html);
  return end();
}

const optionsFor = (pictures: PictureList | undefined) => (pictures ? { pictureOf: dataPictures(pictures) } : {});

type PageOptions = NonNullable<Parameters<typeof createPageBuilder>[0]>;

interface Reader {
  parser: Parser;
  end(): string;
}

function createReader(page: PageOptions, xhtml: ParserOptions = {}): Reader {
  const builder = createPageBuilder(page);
  return {
    parser: new Parser(builder.handler, { ...PARSING, ...xhtml }),
    end: () => withDollarSigns(tidyText(withoutEncodedData(builder.end()))),
  };
}

function declaredEncoding(file: Uint8Array): string | undefined {
  const start = Buffer.from(file.subarray(0, DECLARED_WITHIN)).toString('latin1');
  const found = DECLARATION.exec(start);
  return found?.[1] ?? found?.[2];
}
