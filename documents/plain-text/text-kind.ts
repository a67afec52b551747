import { delimiterOf } from '../sheets/csv.js';
import { type SubtitleKind, subtitleKind } from '../subtitles/cues.js';
import { decodeText, unicodeByStart } from './encoding.js';
import { isMail } from './mail.js';

/** Share of control characters that only bytes which are no text have. */
const MAX_CONTROLS = 0.01;

/** How RTF and PostScript files begin; their text is not what a reader of the document sees. */
const OTHER_LANGUAGES = /^\s*(?:\{\\rtf|%!PS)/;

/** Tags that begin a page; the others may also begin a Markdown file. */
const HTML_PAGE = /^<(?:!doctype\s+html|html|head|body|title|meta)[\s>]/i;
const HTML_PART = /^<(?:article|div|font|h[1-6]|main|ol|p|pre|section|table|ul)[\s>]/i;

/** What plain text seldom has by chance; two kinds of it make a text Markdown. */
const MARKDOWN_SIGNS = [
  /^#{1,6} +\S/m,
  /^(?:```|~~~)/m,
  /\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)/,
  /(?:\*\*|__)\S[^\n*_]{0,200}(?:\*\*|__)/,
  /^ *\|?(?: *:?-{3,}:? *\|)+/m,
  /^\S[^\n]{0,200}\n(?:={3,}|-{3,}) *$/m,
  /^ {0,3}[-*+] +\S[^\n]*\n {0,3}[-*+] +\S/m,
  /^> +\S/m,
];
const MARKDOWN_TITLE = /^\s*# +\S[^\n]*\n\s*\n/;

/** How the file of a notebook begins: an object of its cells and what holds for all of them. */
const NOTEBOOK =
  /^\s*\{\s*"(?:cells"\s*:\s*\[\s*(?:\]|\{\s*"(?:attachments|cell_type|id|execution_count|metadata|outputs|source)")|(?:metadata|nbformat|nbformat_minor|worksheets)"\s*:[\s\S]*"(?:cells|cell_type|kernelspec|language_info|nbformat|worksheets)"\s*:|[\s\S]*"cell_type"\s*:\s*"(?:code|heading|markdown|raw)")/;

/** The kinds of files that are text; mail is none that can be read. */
type TextKind = 'html' | 'markdown' | 'text' | 'notebook' | 'csv' | 'tsv' | 'mail' | SubtitleKind;

/** Whether bytes are no text, judged by control characters, of which text in UTF-16 has none once decoded. */
export function isBinary(bytes: Uint8Array): boolean {
  if (unicodeByStart(bytes)) return false;
  let controls = 0;
  for (const byte of bytes) if (byte < 0x20 && !isLayout(byte)) controls += 1;
  return controls > bytes.length * MAX_CONTROLS;
}

/** Tab, line feed, vertical tab, form feed, carriage return and escape. */
const isLayout = (byte: number) => (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b;

/**
 * Which kind of text a file is, by its first kilobytes; undefined for other files, and for RTF and PostScript.
 * @param isWhole whether these are all there are
 */
export function kindOfText(start: Uint8Array, isWhole = true): TextKind | undefined {
  const holdsZeros = start.includes(0) && !unicodeByStart(start);
  if (holdsZeros || isBinary(start)) return undefined;
  const text = decodeText(start).replace(/\r\n?/g, '\n');
  const subtitles = subtitleKind(text);
  if (subtitles) return subtitles;
  if (NOTEBOOK.test(text)) return 'notebook';
  if (OTHER_LANGUAGES.test(text)) return undefined;
  if (isMail(text)) return 'mail';
  const tag = afterProlog(text);
  if (HTML_PAGE.test(tag)) return 'html';
  const signs = MARKDOWN_SIGNS.filter((sign) => sign.test(text)).length;
  if (HTML_PART.test(tag) && signs === 0) return 'html';
  return signs > 1 || MARKDOWN_TITLE.test(text) ? 'markdown' : (tableKind(text, signs, isWhole) ?? 'text');
}

/** Bars may part the cells of Markdown, too. */
function tableKind(text: string, signs: number, isWhole: boolean): 'csv' | 'tsv' | undefined {
  const delimiter = delimiterOf(text, isWhole);
  if (delimiter === undefined || (delimiter === '|' && signs > 0)) return undefined;
  return delimiter === '\t' ? 'tsv' : 'csv';
}

/** The text from its first tag on, an XML declaration and comments left out. */
function afterProlog(text: string): string {
  let rest = text.trimStart();
  for (;;) {
    const closing = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?xml') ? '?>' : undefined;
    const end = closing === undefined ? -1 : rest.indexOf(closing);
    if (closing === undefined || end < 0) return rest;
    rest = rest.slice(end + closing.length).trimStart();
  }
}
