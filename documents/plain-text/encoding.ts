import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';

/** Bytes that the detection looks at, by how common letters are; more of them do not improve it. */
const SAMPLE = 64 * 1024;
/** Of the characters beyond ASCII, the share that may be damaged in a text that is still UTF-8. */
const MAX_DAMAGE = 0.02;

/** What is found in real files, by the names that the detection uses, and the decoder for each. */
const LEGACY: ReadonlyMap<string, string> = new Map([
  ['windows-1250', 'windows-1250'],
  ['windows-1251', 'windows-1251'],
  ['windows-1252', 'windows-1252'],
  ['windows-1253', 'windows-1253'],
  ['windows-1254', 'windows-1254'],
  ['windows-1255', 'windows-1255'],
  ['windows-1256', 'windows-1256'],
  // Finnish is taken for it, too, and has its letters at the same places.
  ['windows-1257', 'windows-1257'],
  ['ISO-8859-1', 'windows-1252'],
  ['ISO-8859-2', 'iso-8859-2'],
  ['ISO-8859-5', 'iso-8859-5'],
  ['ISO-8859-6', 'iso-8859-6'],
  ['ISO-8859-7', 'iso-8859-7'],
  ['ISO-8859-8', 'iso-8859-8'],
  ['ISO-8859-9', 'windows-1254'],
  ['KOI8-R', 'koi8-r'],
  ['Shift_JIS', 'shift_jis'],
  ['EUC-JP', 'euc-jp'],
  ['EUC-KR', 'euc-kr'],
  ['Big5', 'big5'],
  ['GB18030', 'gb18030'],
]);

/** The encoding that the file's first bytes name (a byte order mark), or that its zeros give away as UTF-16. */
export function unicodeByStart(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return utf16ByZeros(bytes.subarray(0, 1_024));
}

/** Latin text in UTF-16 has a zero in every second byte and hardly one in the others. */
function utf16ByZeros(start: Uint8Array): string | undefined {
  const pairs = Math.floor(start.length / 2);
  let high = 0;
  let low = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (start[i] === 0) high += 1;
    if (start[i + 1] === 0) low += 1;
  }
  if (low > pairs * 0.7 && high <= pairs * 0.05) return 'utf-16le';
  if (high > pairs * 0.7 && low <= pairs * 0.05) return 'utf-16be';
  return undefined;
}

/**
 * The label of the decoder that fits a text: by its byte order mark, by what it declares, as UTF-8, or by how often
 * its bytes occur. A declared encoding counts only when there is such a one and the bytes do not contradict it.
 */
export function encodingOf(bytes: Uint8Array, declared?: string): string {
  const byStart = unicodeByStart(bytes);
  if (byStart) return byStart;
  if (isUtf8(bytes)) return 'utf-8';
  const label = declared === undefined ? undefined : decoderOf(declared);
  if (label !== undefined && !label.startsWith('utf-')) return label;
  const sample = beyondAscii(bytes);
  return isDamagedUtf8(sample) ? 'utf-8' : guessLegacy(sample);
}

/** The text of a whole file, its byte order mark left out; what cannot be decoded is U+FFFD. */
export const decodeText = (bytes: Uint8Array): string => decodeAs(encodingOf(bytes), bytes);

/**
 * The text of bytes by the decoder with a label. As a stream: what is given whole as windows-1252 many releases of Node
 * take for ISO 8859-1, which has no dashes, quotation marks and € (nodejs/node#56542).
 */
export function decodeAs(label: string, bytes: Uint8Array): string {
  const decoder = new TextDecoder(label);
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

function decoderOf(declared: string): string | undefined {
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return undefined;
  }
}

/** Bytes of a line at most that are looked at. */
const MAX_LINE = 4_096;
const LINE_FEED = 0x0a;

/** The lines with bytes beyond ASCII, as many as a sample holds: the others say nothing about the encoding. */
function beyondAscii(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let size = 0;
  let start = 0;
  for (let at = 0; at < bytes.length && size < SAMPLE; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === LINE_FEED) start = at + 1;
    if (byte < 0x80) continue;
    const from = Math.max(start, at - MAX_LINE);
    const end = bytes.indexOf(LINE_FEED, at);
    const to = Math.min(end < 0 ? bytes.length : end + 1, at + MAX_LINE);
    lines.push(bytes.subarray(from, to));
    size += to - from;
    at = to - 1;
    start = to;
  }
  return Buffer.concat(lines);
}

function isDamagedUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder().decode(sample);
  const beyond = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  const damaged = text.match(/\uFFFD/g)?.length ?? 0;
  return damaged <= beyond * MAX_DAMAGE;
}

function guessLegacy(sample: Uint8Array): string {
  for (const { name } of analyse(sample)) {
    const label = LEGACY.get(name);
    if (label) return label;
  }
  return 'windows-1252';
}
