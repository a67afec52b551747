import { leftOut } from '../left-out.js';

/** Letters of base64, also of the form for addresses, that nothing of it stands before. */
const RUN = /(?<![\w+/-])[\w+/-]{200,}={0,2}/g;
const LINE = /^[\w+/-]*={0,2}$/;
const BEGIN = /^-----BEGIN ([A-Z0-9 ]{1,60})-----$/;
/** Characters of a line of an encoded file; tools write 64 or 76. */
const MIN_LINE = 60;
const MIN_LINES = 3;
/** A run of so many letters is no word, however they change. */
const NO_WORD = 1_000;
/** Of neighboring letters, the share that are of another kind (small, capital, other); in base64 it is over a half. */
const MIN_CHANGES = 0.25;
/** How pictures begin: PNG, JPEG, GIF, WebP, BMP, SVG. */
const PICTURE = /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR|Qk0|PHN2Zy|PD94bWwg)/;

/** A text without its blocks of base64, each of which is told where it stood. */
export function withoutBase64(text: string): string {
  if (!hasLongRun(text) && !text.includes('-----BEGIN ')) return text;
  const kept: string[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; ) {
    const { told, next } = blockAt(lines, at);
    if (told === undefined) for (const line of lines.slice(at, next)) kept.push(line);
    else kept.push(told);
    at = next;
  }
  return kept.join('\n').replace(RUN, (run) => (isEncoded(run) ? told(run) : run));
}

/** Whether there is a run as long as a line of base64: it goes over one of the places that are as far apart. */
function hasLongRun(text: string): boolean {
  const isLetter = (at: number) => IS_LETTER[text.charCodeAt(at)] === 1;
  for (let at = MIN_LINE - 1; at < text.length; at += MIN_LINE) {
    if (!isLetter(at)) continue;
    let [from, to] = [at, at + 1];
    while (isLetter(from - 1)) from -= 1;
    while (to - from < MIN_LINE && isLetter(to)) to += 1;
    if (to - from >= MIN_LINE) return true;
  }
  return false;
}

/** What a line begins: an encoded file (between marks, or of full lines alone) with what is told of it, or mere lines. */
function blockAt(lines: readonly string[], at: number): { told?: string; next: number } {
  const first = (lines[at] ?? '').trim();
  const [, name] = BEGIN.exec(first) ?? [];
  if (name === undefined && !isFullLine(first)) return { next: at + 1 };
  const from = name === undefined ? at : at + 1;
  let next = from;
  while (next < lines.length && isFullLine(lines[next] ?? '')) next += 1;
  if (isLastLine((lines[next] ?? '').trim())) next += 1;
  if (name !== undefined && (lines[next] ?? '').trim() === `-----END ${name}-----`)
    return { told: leftOut('File', name), next: next + 1 };
  if (next - from < MIN_LINES || !isEncoded(lines.slice(from, next).join(''))) return { next: Math.max(next, at + 1) };
  return { told: told(first), next };
}

function isFullLine(line: string): boolean {
  const text = line.trim();
  return text.length >= MIN_LINE && LINE.test(text);
}

/** The rest of an encoded file, which is no word. */
const isLastLine = (line: string): boolean =>
  line.length % 4 === 0 && line !== '' && LINE.test(line) && (line.endsWith('=') || !/^[A-Z]?[a-z]+$/.test(line));

function isEncoded(run: string): boolean {
  if (!/[a-z]/.test(run) || !/[A-Z]/.test(run) || !/\d/.test(run)) return false;
  if (run.length >= NO_WORD) return true;
  let changes = 0;
  for (let at = 1; at < run.length; at += 1)
    if (kindOf(run.charCodeAt(at)) !== kindOf(run.charCodeAt(at - 1))) changes += 1;
  return changes >= run.length * MIN_CHANGES;
}

const kindOf = (code: number): number => (code >= 97 ? 1 : code >= 65 && code <= 90 ? 2 : 3);

const told = (run: string): string => leftOut(PICTURE.test(run) ? 'Picture' : 'File');

const IS_LETTER = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\w+/-]/.test(String.fromCharCode(byte)) && byte < 0x80 ? 1 : 0,
);
/** Bytes of base64 in a row that are a file for sure, and how many are kept, so that it is still told as one. */
const SURE = 4_096;
const KEPT = 2_048;

/** The bytes of a text with long runs of base64 cut short: a text may be small that carries large pictures. */
export function shortenBase64(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    let end = at;
    while (end < bytes.length && IS_LETTER[bytes[end] ?? 0] === 1) end += 1;
    if (end - at >= SURE) {
      parts.push(bytes.subarray(from, at + KEPT));
      from = end;
    }
    at = end + 1;
  }
  if (from === 0) return bytes;
  return Buffer.concat([...parts, bytes.subarray(from)]);
}
