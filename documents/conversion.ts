import { Failure } from '../domain/runs/failures.js';
import type { FormatOf } from '../domain/text/formats.js';
import { MAX_MATERIAL_CHARACTERS } from '../domain/text/text-limits.js';
import type { ConvertedPage } from './converted-page.js';
import { detectFormat } from './detect-format.js';
import { isBook } from './epub/package.js';
import { readEpub } from './epub/read-epub.js';
import { readHtml } from './html/read-html.js';
import { readNotebook } from './notebook/read-notebook.js';
import { openArchive } from './office/archive.js';
import { readDocx } from './office/docx.js';
import { openOffice } from './office/package.js';
import { readPptx } from './office/pptx.js';
import { readXlsx } from './office/xlsx.js';
import { readOdp } from './open-document/odp.js';
import { readOdt } from './open-document/odt.js';
import { openDocumentFormat } from './open-document/package.js';
import { createPictureList, type PictureList, type PictureSource } from './pictures/picture-list.js';
import { shortenBase64 } from './plain-text/base64.js';
import { withoutEncodedData } from './plain-text/encoded-data.js';
import { decodeText } from './plain-text/encoding.js';
import { readMarkdown } from './plain-text/markdown.js';
import { isBinary } from './plain-text/text-kind.js';
import { textPages } from './plain-text/text-pages.js';
import { tidyText } from './plain-text/tidy-text.js';
import { readRtf } from './rtf/read-rtf.js';
import { isOds, readOds } from './sheets/ods.js';
import { readCsv } from './sheets/read-csv.js';
import { setNoteMarksApart } from './signs/note-marks.js';
import { readSubtitles } from './subtitles/read-subtitles.js';

/** A document that is converted as a whole, because its pages come out of its text. */
export interface Conversion {
  format: FormatOf<'conversion'>;
  /** The same bytes always give the same pages. */
  pages: ConvertedPage[];
  /** The pictures whose marks stand in the pages, by number from 1. */
  pictures?: readonly PictureSource[];
}

/** In UTF-8 a character takes three bytes at most for each unit of a string. */
const MAX_TEXT_BYTES = MAX_MATERIAL_CHARACTERS * 3;

/**
 * Converts an office file, a book, a web page, or a file of text. For use in a worker thread: a hostile file may take
 * all the memory and time there is. @throws Failure Unsupported, Encrypted, Corrupt, Empty, TooComplex, TooMuchText.
 */
export async function convert(file: Uint8Array): Promise<Conversion> {
  const conversion = await convertBy(detectFormat(file), file);
  const { pages } = conversion;
  const characters = pages.reduce((sum, page) => sum + ('text' in page ? page.text.length : 0), 0);
  if (characters > MAX_MATERIAL_CHARACTERS) throw new Failure('TooMuchText');
  if (pages.every((page) => 'text' in page && page.text === '')) throw new Failure('Empty');
  return conversion;
}

async function convertBy(format: ReturnType<typeof detectFormat>, file: Uint8Array): Promise<Conversion> {
  if (format === 'zip') return convertArchive(file);
  const pictures = createPictureList();
  if (format === 'rtf') return { format, pages: readRtf(file, pictures), pictures: pictures.sources };
  if (format === 'html') return { format, pages: toPages(readHtml(file, pictures)), pictures: pictures.sources };
  if (format === 'markdown') return { format, pages: toPages(readMarkdown(readPlainText(file))) };
  if (format === 'notebook') return convertNotebook(file, pictures);
  if (format === 'csv' || format === 'tsv') return convertTable(format, file);
  if (format === 'srt' || format === 'vtt' || format === 'sbv')
    return { format, pages: readSubtitles(decoded(file), format) };
  if (format === 'text') return { format, pages: toPages(readPlainText(file)) };
  throw new Failure('Unsupported');
}

async function convertArchive(file: Uint8Array): Promise<Conversion> {
  const archive = await openArchive(file);
  const list = createPictureList();
  const pictures = list.sources;
  if (isBook(archive.names())) return { format: 'epub', pages: await readEpub(archive, list), pictures };
  if (await isOds(archive)) return { format: 'ods', pages: await readOds(archive) };
  const format = await openDocumentFormat(archive);
  if (format === 'odp') return { format, pages: await readOdp(archive, list), pictures };
  if (format === 'odt') return { format, pages: toPages(await readOdt(archive, list)), pictures };
  return convertOffice(file);
}

async function convertOffice(file: Uint8Array): Promise<Conversion> {
  const office = await openOffice(file);
  if (office.format === 'xlsx') return { format: 'xlsx', pages: await readXlsx(office) };
  const list = createPictureList();
  const pictures = list.sources;
  if (office.format === 'pptx') return { format: 'pptx', pages: await readPptx(office, list), pictures };
  return { format: 'docx', pages: toPages(await readDocx(office, list)), pictures };
}

/** What only begins like a notebook is text. */
function convertNotebook(file: Uint8Array, pictures: PictureList): Conversion {
  const text = readNotebook(decoded(shortened(file)), pictures);
  if (text === undefined) return { format: 'text', pages: toPages(readPlainText(file)) };
  return { format: 'notebook', pages: toPages(text), pictures: pictures.sources };
}

/** What only begins like a table is text. */
function convertTable(format: 'csv' | 'tsv', file: Uint8Array): Conversion {
  const data = readCsv(readPlainText(file, format === 'tsv'))?.text;
  if (data === undefined) return { format: 'text', pages: toPages(readPlainText(file)) };
  return { format, pages: toPages(data) };
}

const readPlainText = (file: Uint8Array, keepsTabs = false): string =>
  tidyText(withoutEncodedData(decoded(shortened(file))), keepsTabs);

/** A file that is larger than a text may be keeps only the beginnings of the pictures in it. */
const shortened = (file: Uint8Array): Uint8Array => (file.length > MAX_TEXT_BYTES ? shortenBase64(file) : file);

function decoded(file: Uint8Array): string {
  if (file.length > MAX_TEXT_BYTES) throw new Failure('TooMuchText');
  if (isBinary(file)) throw new Failure('Unsupported');
  return decodeText(file);
}

const toPages = (text: string): ConvertedPage[] => textPages(setNoteMarksApart(text)).map((page) => ({ text: page }));
