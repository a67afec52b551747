import type { DocumentFormat } from '../domain/text/formats.js';
import { kindOfText } from './plain-text/text-kind.js';

/**
 * What a file's first bytes say it is. `zip` is an office file or none, which only the whole tells; `compound` is
 * the container of old office files and of those with a password; `mail` is an e-mail or a web archive.
 */
export type DetectedFormat = DocumentFormat | 'zip' | 'compound' | 'mail' | 'empty' | 'unknown';

/** How many of a file's first bytes `detectFormat` looks at; more do not change its result. */
export const START_BYTES = 4_100;

/** How far into a file readers look for a PDF's header, since mail and print systems put lines before it. */
const PDF_HEADER_WITHIN = 1_024;

/** Mail and editors put blanks or a byte order mark before an RTF file. */
const RTF_START = /^(?:\xef\xbb\xbf)?\s*\{\\rtf/;

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
  const photo = photoFormat(start);
  if (photo) return photo;
  if (start.toString('latin1', 0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'pdf';
  if (RTF_START.test(start.toString('latin1', 0, 200))) return 'rtf';
  return kindOfText(start, file.length < START_BYTES) ?? 'unknown';
}

/** How the brands of HEIF files (ISO/IEC 23008-12) begin that hold AV1, and HEVC or what else there is. */
const PHOTO_BRANDS: readonly (readonly [RegExp, 'avif' | 'heic'])[] = [
  [/^avi[fs]$/, 'avif'],
  [/^he(?:i[cxms]|v[cxms])$/, 'heic'],
];

/** The kind of a HEIF file, by its main brand, else by the first of the others that tells. */
function photoFormat(start: Buffer): 'avif' | 'heic' | undefined {
  if (start.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  const end = Math.min(start.readUInt32BE(0), start.length, 256);
  const brands = [start.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(start.toString('latin1', at, at + 4));
  for (const brand of brands) {
    const [, format] = PHOTO_BRANDS.find(([pattern]) => pattern.test(brand)) ?? [];
    if (format) return format;
  }
  return brands.some((brand) => /^m[is]f1$/.test(brand)) ? 'heic' : undefined;
}

/**
 * Which document a zip file is, by the type that it names first, else by the names of its first parts, among which
 * those of the text often are. Undefined when it is certainly another kind of zip file.
 */
export function officeFormatByStart(
  start: Uint8Array,
): 'docx' | 'pptx' | 'xlsx' | 'odt' | 'odp' | 'ods' | 'epub' | 'undecided' | undefined {
  const declared = declaredType(Buffer.from(start));
  const [, format] = DECLARED_TYPES.find(([type]) => declared.startsWith(type)) ?? [];
  if (format) return format;
  const names = partNames(Buffer.from(start));
  const hasPart = (...beginnings: string[]) =>
    names.some((name) => beginnings.some((beginning) => name.startsWith(beginning)));
  if (hasPart('word/')) return 'docx';
  if (hasPart('ppt/')) return 'pptx';
  if (hasPart('xl/')) return 'xlsx';
  if (names.some((name) => /^(?:[^/]+\/)?(?:META-INF\/container|OEBPS\/|OPS\/)/i.test(name))) return 'epub';
  if (declared === '' && hasPart('mimetype', 'META-INF/manifest.xml', 'content.xml')) return 'undecided';
  return hasPart('[Content_Types].xml', '_rels/', 'docProps/', 'customXml/') ? 'undecided' : undefined;
}

/** Types by which EPUB and OpenDocument files begin. */
const DECLARED_TYPES = [
  ['application/epub+zip', 'epub'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/vnd.oasis.opendocument.presentation', 'odp'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
] as const;

/** What the first part says, where it is named `mimetype` and not compressed; '' where there is none. */
function declaredType(start: Buffer): string {
  const from = NAME_AT + 'mimetype'.length;
  if (start.length < from || start.toString('latin1', NAME_AT, from) !== 'mimetype') return '';
  const at = from + start.readUInt16LE(28);
  return start.readUInt16LE(8) === 0 ? start.toString('latin1', at, at + 80) : '';
}

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
