import type { DocumentFormat } from '../domain/text/formats.js';
import { kindOfText } from './plain-text/text-kind.js';

/**
 * What a file's first bytes say it is. `zip` is an office file or none, which only the whole tells; `compound` is
 * the container of old office files and of those with a password.
 */
export type DetectedFormat = DocumentFormat | 'zip' | 'compound' | 'empty' | 'unknown';

/** How many of a file's first bytes `detectFormat` looks at; more do not change its result. */
export const START_BYTES = 4_100;

/** How far into a file readers look for a PDF's header, since mail and print systems put lines before it. */
const PDF_HEADER_WITHIN = 1_024;

const SIGNATURES: readonly (readonly [string, DetectedFormat])[] = [
  ['89504e470d0a1a0a', 'png'],
  ['ffd8ff', 'jpeg'],
  ['49492a00', 'tiff'],
  ['4d4d002a', 'tiff'],
  ['49492b00', 'tiff'],
  ['4d4d002b', 'tiff'],
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
  ['d0cf11e0a1b11ae1', 'compound'],
];

/** Detects a file's format by its first bytes, never by its name; the rest of the file may still contradict them. */
export function detectFormat(file: Uint8Array): DetectedFormat {
  if (file.length === 0) return 'empty';
  const start = Buffer.from(file.subarray(0, START_BYTES));
  const hex = start.toString('hex', 0, 8);
  const [, signed] = SIGNATURES.find(([signature]) => hex.startsWith(signature)) ?? [];
  if (signed) return signed;
  if (start.toString('latin1', 0, 4) === 'RIFF' && start.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  if (start.toString('latin1', 0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'pdf';
  return kindOfText(start, file.length < START_BYTES) ?? 'unknown';
}

/**
 * Which office file a zip file is, by the names of its first parts, among which those of the text often are.
 * Undefined when it is certainly another kind of zip file.
 */
export function officeFormatByStart(start: Uint8Array): 'docx' | 'pptx' | 'xlsx' | 'ods' | 'undecided' | undefined {
  const names = partNames(Buffer.from(start));
  const hasPart = (...beginnings: string[]) =>
    names.some((name) => beginnings.some((beginning) => name.startsWith(beginning)));
  if (hasPart('word/')) return 'docx';
  if (hasPart('ppt/')) return 'pptx';
  if (hasPart('xl/')) return 'xlsx';
  if (isSpreadsheet(start)) return 'ods';
  return hasPart('[Content_Types].xml', '_rels/', 'docProps/', 'customXml/') ? 'undecided' : undefined;
}

/** Files of OpenDocument begin with a part that is their media type, as it is. */
const isSpreadsheet = (start: Uint8Array): boolean =>
  Buffer.from(start.subarray(NAME_AT, NAME_AT + 100))
    .toString('latin1')
    .startsWith('mimetypeapplication/vnd.oasis.opendocument.spreadsheet');

const LOCAL_HEADER = Buffer.from('504b0304', 'hex');
/** Where a part's name begins, from the beginning of its header. */
const NAME_AT = 30;

/** The beginnings of the names that stand before the parts of a zip file. */
function partNames(start: Buffer): string[] {
  const names: string[] = [];
  for (let at = start.indexOf(LOCAL_HEADER); at >= 0; at = start.indexOf(LOCAL_HEADER, at + 1)) {
    names.push(start.toString('latin1', at + NAME_AT, at + NAME_AT + 24));
  }
  return names;
}
