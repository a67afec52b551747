import { writeScript } from '../signs/scripts.js';
import { scriptBehind } from './scripts.js';
import { isCellGap, tablesIn, writeTable } from './tables.js';
import { bottomOf, middleOfLine, type TextLine, topOf } from './text-lines.js';
import { heightOf, type TextRun } from './text-run.js';

/** A step to the next line that is so many usual ones long begins a paragraph. */
const PARAGRAPH = 1.3;
/** So much larger or smaller letters are a heading's or a note's. */
const OTHER_SIZE = 1.18;

/**
 * Writes lines as text: tables as rows of Markdown, two spaces at other wide gaps, and an empty line between
 * paragraphs.
 */
export function writeLines(lines: readonly TextLine[], height: number): string {
  const step = usualStep(lines, height);
  const isSetOff = (index: number) => {
    const [before, line] = [lines[index - 1], lines[index]];
    return before !== undefined && line !== undefined && startsParagraph(before, line, step);
  };
  const tables = new Map(tablesIn(lines, height, isSetOff).map((table) => [table.from, table]));
  const written: string[] = [];
  let isBelowTable = false;
  for (let index = 0; index < lines.length; ) {
    const table = tables.get(index);
    const isParted = index > 0 && (table !== undefined || isBelowTable || isSetOff(index));
    const text = table
      ? writeTable(lines.slice(index, table.to), table.gaps, (line) => writeLine(line, height))
      : writeLine(lines[index] ?? [], height);
    written.push((isParted ? '\n' : '') + text);
    isBelowTable = table !== undefined;
    index = table?.to ?? index + 1;
  }
  return written.join('\n');
}

function writeLine(line: TextLine, height: number): string {
  let text = '';
  for (const [index, run] of line.entries()) {
    const before = line[index - 1];
    const script = before && scriptBehind(before, run);
    if (script) text += writeScript(run.text, script, text);
    else text += (before ? spaceBetween(before, run, height) : '') + run.text;
  }
  return text;
}

function spaceBetween(before: TextRun, run: TextRun, height: number): string {
  const gap = run.left - before.right;
  if (isCellGap(before, run, height)) return '  ';
  // An initial belongs to the word beside it.
  const isInitial = /^\p{Lu}$/u.test(before.text) && heightOf(before) > 1.8 * heightOf(run);
  return isInitial && gap < 0.5 * height ? '' : ' ';
}

function usualStep(lines: readonly TextLine[], height: number): number {
  const steps = lines.slice(1).map((line, index) => middleOfLine(lines[index] ?? line) - middleOfLine(line));
  const sorted = steps.toSorted((a, b) => a - b);
  return sorted.length < 3 ? 1.6 * height : (sorted[Math.floor(sorted.length / 2)] ?? height);
}

function startsParagraph(before: TextLine, line: TextLine, step: number): boolean {
  if (middleOfLine(before) - middleOfLine(line) > PARAGRAPH * Math.max(step, 1)) return true;
  const [a, b] = [topOf(before) - bottomOf(before), topOf(line) - bottomOf(line)];
  return Math.max(a, b) > OTHER_SIZE * Math.min(a, b) && line.length === 1 && before.length === 1;
}
