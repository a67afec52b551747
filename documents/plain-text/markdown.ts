import { cellsOf, delimiterRow, isDelimiterRow, writeRow } from '../../domain/text/tables.js';
import { withDollarSigns } from '../math/tex-delimiters.js';
import { noteMark } from '../signs/note-marks.js';
import { type Script, writeScript } from '../signs/scripts.js';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** Raised and lowered text as HTML has it, and as Pandoc does. */
const SCRIPTS: readonly [RegExp, Script][] = [
  [/<sup>([^<>\n]{1,60})<\/sup>/gi, 'super'],
  [/<sub>([^<>\n]{1,60})<\/sub>/gi, 'sub'],
  [/(?<=[\p{L}\p{N})\]])\^([^\s^{}$\\[\]]{1,20})\^/gu, 'super'],
  [/(?<=[\p{L}\p{N})\]])(?<!~)~([^\s~]{1,20})~(?!~)/gu, 'sub'],
];
/** A longer line is no text that somebody wrote, and the patterns take time that grows with its square. */
const MAX_LINE = 10_000;
/** The mark of a note, and the note. */
const NOTE_MARK = /\[\^([^\]\s]{1,20})\](:?)/g;
/** Code and formulas within a line, in which no sign is Markdown. */
const VERBATIM = /(`+)[^`\n](?:[^\n]*?[^`\n])?\1(?!`)|\$\$[^$\n]+\$\$|\$[^$\n]+\$/g;

/**
 * A Markdown text as it is read and quoted: rows of tables in one form, raised and lowered text by its signs, marks of
 * notes as `[1]`, formulas between dollar signs. All else stays letter by letter, code above all.
 */
export function readMarkdown(text: string): string {
  let fence: string | undefined;
  const blocks: { isCode: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const [, mark] = FENCE.exec(line) ?? [];
    const isFence = mark !== undefined && (fence === undefined || mark.startsWith(fence));
    const isCode = fence !== undefined || isFence;
    if (isFence) fence = fence === undefined ? mark : undefined;
    const last = blocks.at(-1);
    if (last && last.isCode === isCode) last.lines.push(line);
    else blocks.push({ isCode, lines: [line] });
  }
  return blocks.map(({ isCode, lines }) => (isCode ? lines.join('\n') : prose(lines))).join('\n');
}

function prose(lines: readonly string[]): string {
  return withDollarSigns(tableRows(lines).join('\n')).split('\n').map(withSigns).join('\n');
}

/** Rows of tables between bars, each with as many cells as its head. */
function tableRows(lines: readonly string[]): string[] {
  const written: string[] = [];
  let columns = 0;
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1] ?? '';
    if (columns === 0 && line.includes('|') && isDelimiterRow(next)) {
      columns = cellsOf(next).length === cellsOf(line).length ? cellsOf(line).length : 0;
    }
    if (columns > 0 && !line.includes('|')) columns = 0;
    written.push(columns === 0 ? line : isDelimiterRow(line) ? delimiterRow(columns) : writeRow(fitted(line, columns)));
  }
  return written;
}

function fitted(line: string, columns: number): string[] {
  const cells = cellsOf(line);
  return cells.length >= columns ? cells : [...cells, ...Array<string>(columns - cells.length).fill('')];
}

function withSigns(line: string): string {
  if (line.length > MAX_LINE || !/[<^~]/.test(line)) return line;
  let result = '';
  let at = 0;
  for (const { 0: verbatim, index } of line.matchAll(VERBATIM)) {
    result += signsOf(line.slice(at, index), result) + verbatim;
    at = index + verbatim.length;
  }
  return result + signsOf(line.slice(at), result);
}

function signsOf(text: string, before: string): string {
  let signed = text;
  for (const [pattern, script] of SCRIPTS)
    signed = signed.replace(pattern, (_all, inner: string, at: number, whole: string) =>
      writeScript(inner, script, before + whole.slice(Math.max(at - 12, 0), at)),
    );
  return signed.replace(NOTE_MARK, (_all, mark: string, colon: string, at: number, whole: string) =>
    colon !== '' && at === 0 ? `[${mark}]` : noteMark(mark, whole.slice(Math.max(at - 12, 0), at)) + colon,
  );
}
