import { leftOutOf } from '../left-out.js';
import { withoutBase64 } from './base64.js';

/** How the data of a file begins that is written into a text. */
const DATA_URI = /data:(?:([a-z]{1,20}\/[\w.+-]{1,100})(?:;[\w=.+-]{1,60}){0,5}|;base64),/g;
const BASE64 = /(?:[\w+/=-]|%2[bf]|%3d)*/iy;
/** Data may be broken into lines, also as JSON writes line breaks. */
const LINE_BREAK = /(?:\\r)?\\n|\r?\n[ \t]*/y;
const OTHER_DATA = /[^\s"'()<>[\]]*/y;
/** A shorter line within an encoded file is its last. */
const MIN_LINE = 40;
/** Data that is not encoded may be an example that somebody wrote. */
const MIN_OTHER_DATA = 200;

/** A data URI without its data. */
const EMPTIED = 'data:([a-z]+\\/[\\w.+-]+)?,-';
const TITLE = '(?:\\s+(?:"[^"\\n]{0,300}"|\'[^\'\\n]{0,300}\'))?\\s*';
const LINK = new RegExp(`!?\\[([^[\\]\\n]{0,300})\\]\\(\\s*<?${EMPTIED}>?${TITLE}\\)`, 'gi');
const DEFINITION = new RegExp(
  `^ {0,3}\\[([^[\\]\\n]{1,300})\\]:[ \\t]*\\n?[ \\t]*<?${EMPTIED}>?[ \\t]*(?:"[^"\\n]{0,300}"[ \\t]*)?$\\n?`,
  'gim',
);
const REFERENCE = /!?\[([^[\]\n]{0,300})\](?:\[([^[\]\n]{0,300})\])?/g;
const TAG = new RegExp(`<[a-z][^<>]{0,1000}?${EMPTIED}[^<>]{0,1000}>`, 'gi');
const STYLE = new RegExp(`url\\(\\s*["']?${EMPTIED}["']?\\s*\\)`, 'gi');
const ALT = /\balt\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

/**
 * A text without the bytes of pictures and files that are written into it: data URIs in Markdown and HTML, and blocks of
 * base64. What was left out is told where it stood. Takes time that grows with the text alone.
 */
export function withoutEncodedData(text: string): string {
  const emptied = withoutData(text);
  return withoutBase64(emptied === text ? text : told(emptied));
}

/** The text with `data:image/png,-` for each data URI. */
function withoutData(text: string): string {
  if (!text.includes('data:')) return text;
  let result = '';
  let at = 0;
  for (const { 0: head, 1: mediaType = '', index } of text.matchAll(DATA_URI)) {
    if (index < at) continue;
    const start = index + head.length;
    const isEncoded = /;base64,$/i.test(head);
    const end = isEncoded ? endOfBase64(text, start) : endOfOther(text, start, text.charAt(index - 1));
    if (!isEncoded && end - start < MIN_OTHER_DATA) continue;
    result += `${text.slice(at, index)}data:${mediaType},-`;
    at = end;
  }
  return at === 0 ? text : result + text.slice(at);
}

const lengthAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

function endOfBase64(text: string, start: number): number {
  let end = start + lengthAt(BASE64, text, start);
  for (;;) {
    const next = end + lengthAt(LINE_BREAK, text, end);
    const line = next === end ? 0 : lengthAt(BASE64, text, next);
    const isLast = line > 0 && /[)>"']/.test(text.charAt(next + line));
    if (line < MIN_LINE && !isLast) return end;
    end = next + line;
  }
}

/** Within quotes the data may have blanks and brackets: a drawing as it is. */
function endOfOther(text: string, start: number, before: string): number {
  const closing = /["']/.test(before) ? text.indexOf(before, start) : -1;
  return closing < 0 ? start + lengthAt(OTHER_DATA, text, start) : closing;
}

/** The text with what is told in the place of each picture and file; definitions stand where they are referred to. */
function told(text: string): string {
  const defined = new Map<string, string>();
  const linked = text
    .replace(LINK, (_all, name: string, mediaType?: string) => leftOutOf(mediaType ?? '', name))
    .replace(DEFINITION, (_all, id: string, mediaType?: string) => {
      defined.set(id.toLowerCase(), mediaType ?? '');
      return '';
    });
  const referred = defined.size === 0 ? linked : linked.replace(REFERENCE, reference(defined));
  return referred
    .replace(TAG, (tag: string, mediaType?: string) => leftOutOf(mediaType ?? '', altOf(tag)))
    .replace(STYLE, '')
    .replace(new RegExp(EMPTIED, 'gi'), (_all, mediaType?: string) => leftOutOf(mediaType ?? ''));
}

const reference = (defined: ReadonlyMap<string, string>) => (all: string, name: string, id?: string) => {
  const mediaType = defined.get((id || name).toLowerCase());
  return mediaType === undefined ? all : leftOutOf(mediaType, id === undefined ? '' : name);
};

const altOf = (tag: string): string => {
  const [, double, single] = ALT.exec(tag) ?? [];
  return double ?? single ?? '';
};
