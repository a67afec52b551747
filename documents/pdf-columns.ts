import type { Box } from './layout/box.js';
import type { TextRun } from './layout/text-run.js';

/** Letters and marks of the scripts that are also written from top to bottom. */
const VERTICAL = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Hangul}]/gu;
/** From one letter to the next, in widths of a letter; the cells of a table's column are farther apart. */
const STEP = { least: 0.5, most: 1.4 };
/** Columns of a page that is written in lines: long ones, set close, as a poem is. Others are cells of a table. */
const ASIDE = { letters: 8, step: 1.15 };
/** Figures within a column are written beside each other. */
const MAX_FIGURES = 4;
/** In widths of a letter. */
const NEAR = 0.5;
/** A page has some 500 runs; in a drawing made of words no figures are looked for. */
const MAX_RUNS = 2_000;

/** Whether a word, by the boxes of its first and last letter, should be asked for those of all. */
export const mayBeColumn = (text: string, from: Box, to: Box): boolean =>
  from.top - to.top > STEP.least * (from.top - from.bottom) && countVertical(text) * 2 >= text.length;

/** Whether the letters of a word stand close below each other, as those of a script written downwards do. */
export function isColumn(text: string, letters: readonly TextRun[]): boolean {
  const [first, last] = [letters[0], letters.at(-1)];
  if (!first || !last || letters.map((letter) => letter.text).join('') !== text) return false;
  const column = { left: Math.min(first.left, last.left), right: Math.max(first.right, last.right) };
  const step = stepOf(letters);
  if (step < STEP.least || step > STEP.most || overlap(first, last) * 2 < column.right - column.left) return false;
  return letters.every((letter) => overlap(letter, column) > 0);
}

/**
 * The runs of a page on which some may be columns, written from top to bottom: where these are most of its text they
 * stay, with what belongs to them, and else become single letters.
 * @param columns the letters of each of these runs
 */
export function resolveColumns(runs: readonly TextRun[], columns: ReadonlyMap<TextRun, readonly TextRun[]>): TextRun[] {
  const lengthOf = (some: Iterable<TextRun>) => [...some].reduce((sum, { text }) => sum + text.length, 0);
  if (lengthOf(columns.keys()) * 2 <= lengthOf(runs)) {
    return runs.flatMap((run) => {
      const letters = columns.get(run);
      const isAside = letters && letters.length >= ASIDE.letters && stepOf(letters) <= ASIDE.step;
      return letters && !isAside ? letters : [run];
    });
  }
  const all = runs.length > MAX_RUNS ? [] : [...columns.keys()];
  return runs.map((run) => (isPartOfColumn(run, all) ? { ...run, quarterTurns: 3 } : run));
}

/** A letter alone is a column or its end; figures are part of one where they stand close above or below it. */
function isPartOfColumn(run: TextRun, columns: readonly TextRun[]): boolean {
  if (run.quarterTurns !== 0) return false;
  if (run.text.length === 1 && countVertical(run.text) === 1) return true;
  return (
    run.text.length <= MAX_FIGURES &&
    columns.some((column) => {
      const gap = Math.max(run.bottom - column.top, column.bottom - run.top);
      return overlap(run, column) > 0 && gap < NEAR * (column.right - column.left);
    })
  );
}

const countVertical = (text: string): number => text.match(VERTICAL)?.length ?? 0;

/** From one letter to the next on average, in widths of the widest. */
function stepOf(letters: readonly TextRun[]): number {
  const width = Math.max(...letters.map(({ left, right }) => right - left), 1);
  return ((letters[0]?.top ?? 0) - (letters.at(-1)?.top ?? 0)) / Math.max(letters.length - 1, 1) / width;
}

const overlap = (a: Pick<Box, 'left' | 'right'>, b: Pick<Box, 'left' | 'right'>): number =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left);
