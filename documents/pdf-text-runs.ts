import { type Box, isShown, union } from './layout/box.js';
import { extend, isNear } from './layout/near-runs.js';
import type { TextRun } from './layout/text-run.js';
import { isColumn, mayBeColumn, resolveColumns } from './pdf-columns.js';
import { type MemoryEngine, withBuffer } from './pdf-memory.js';
import { type Setting, scriptOf, scriptsIn } from './pdf-scripts.js';
import { SCRIPT_BASE, writeScript } from './signs/scripts.js';

/** The part of pdfium that tells where letters stand; the bindings have it and their types do not. */
export interface TextEngine extends MemoryEngine {
  HEAPU8: Uint8Array;
  _FPDFText_GetText(textPage: number, start: number, count: number, buffer: number): number;
  _FPDFText_CountChars(textPage: number): number;
  _FPDFText_GetUnicode(textPage: number, index: number): number;
  _FPDFText_GetLooseCharBox(textPage: number, index: number, box: number): number;
  _FPDFText_GetCharAngle(textPage: number, index: number): number;
  _FPDFText_GetFontSize(textPage: number, index: number): number;
  _FPDFText_GetMatrix(textPage: number, index: number, matrix: number): number;
  _FPDFText_GetCharOrigin(textPage: number, index: number, x: number, y: number): number;
  _FPDFText_GetTextObject(textPage: number, index: number): number;
}

/** Words of small letters alone are not looked into, but for the shortest: `xn` may be `xⁿ`. */
const MAY_BE_MIXED = /^.{1,2}$|[^a-z.,;:'"’”()-]/u;
/** A raised or lowered number or letter may come as a word of its own, close behind what it belongs to. */
const RAISED_APART = /^(?:[+−–-]?\d{1,3}[+−–-]?|\p{L})$/u;
/** pdfium puts it where a word is broken at a line's end, and leaves the line break out. */
const BROKEN_WORD = '\uFFFE';

/**
 * The runs of a page. pdfium's own words and lines are kept; lines are cut at wide gaps, which are gutters or the
 * space between a table's cells. Only boxes at the ends of words are read, which keeps this cheap.
 * @param scratch address of 24 free bytes in the engine's memory
 * @param page the part of the page that is shown, in its coordinates: words beyond it are left out
 * @param takes whether the word that begins with the character of that index is wanted
 */
export function readTextRuns(
  engine: TextEngine,
  textPage: number,
  scratch: number,
  page: Box,
  takes: (index: number) => boolean = () => true,
): TextRun[] {
  let memory: Float32Array = new Float32Array();
  const boxAt = (index: number): Box | undefined => {
    if (engine._FPDFText_GetLooseCharBox(textPage, index, scratch) === 0) return undefined;
    const { buffer, byteOffset } = engine.HEAPU8;
    // When the engine's memory grows, it moves.
    if (memory.buffer !== buffer) memory = new Float32Array(buffer, byteOffset + scratch, 4);
    const [left = 0, y1 = 0, right = 0, y2 = 0] = memory;
    if (!Number.isFinite(left + right + y1 + y2)) return undefined;
    return { left, right, bottom: Math.min(y1, y2), top: Math.max(y1, y2) };
  };
  const quarterTurnsAt = (index: number) => {
    // The angle is clockwise.
    const quarterTurns = -Math.round(engine._FPDFText_GetCharAngle(textPage, index) / (Math.PI / 2));
    return Number.isFinite(quarterTurns) ? ((quarterTurns % 4) + 4) % 4 : 0;
  };

  const setAt = (index: number): Setting => {
    engine._FPDFText_GetMatrix(textPage, index, scratch);
    const [, , c = 0, d = 1] = new Float32Array(engine.HEAPU8.buffer, engine.HEAPU8.byteOffset + scratch, 4);
    const size = engine._FPDFText_GetFontSize(textPage, index) * Math.hypot(c, d);
    engine._FPDFText_GetCharOrigin(textPage, index, scratch, scratch + 8);
    const [, line = 0] = new Float64Array(engine.HEAPU8.buffer, engine.HEAPU8.byteOffset + scratch, 2);
    return { size, line };
  };

  const runs: TextRun[] = [];
  /** Of the last character that was added. */
  let lastIndex = 0;
  let run: TextRun | undefined;
  /** What may be written from top to bottom, with its letters. */
  const columns = new Map<TextRun, TextRun[]>();
  const begin = (next: TextRun): void => {
    if (run) runs.push(run);
    run = next;
  };
  const add = ({ text, first, last, base }: Word, mayJoin: boolean): void => {
    const from = base ?? boxAt(first);
    const to = first === last ? from : boxAt(last);
    const box = from && to && (base ? { ...from, right: Math.max(from.right, to.right) } : union(from, to));
    if (!box) {
      // A letter without a box stays with the text before it.
      if (run && !columns.has(run)) run.text += ` ${text}`;
      else begin({ text, left: 0, right: 0, top: 0, bottom: 0, quarterTurns: 0 });
      return;
    }
    if (!isShown(box, page)) return;
    const before = lastIndex;
    lastIndex = last;
    const joins = mayJoin && run !== undefined && !columns.has(run);
    const mayBeScript =
      run && joins && RAISED_APART.test(text) && SCRIPT_BASE.test(run.text) && box.left - run.right < 4;
    const script = mayBeScript ? scriptOf(setAt(before), setAt(first)) : undefined;
    if (run && script) {
      run.text += writeScript(text, script, run.text);
      run.right = Math.max(run.right, box.right);
      return;
    }
    if (run && joins && isNear(run, box)) {
      run.text += ` ${text}`;
      extend(run, box);
      return;
    }
    const quarterTurns = quarterTurnsAt(first);
    const letters = quarterTurns === 0 && mayBeColumn(text, from, to) ? lettersOf(first, last) : [];
    if (isColumn(text, letters)) {
      const column: TextRun = { text, ...box, quarterTurns: 3 };
      columns.set(column, letters);
      begin(column);
      return;
    }
    if (first !== last && isOverLines(from, to, quarterTurns)) {
      for (const character of charactersOf(first, last)) add(character, false);
      return;
    }
    begin({ text, ...box, quarterTurns });
  };
  const count = engine._FPDFText_CountChars(textPage);
  const all = allCharacters(engine, textPage, count);
  const characterAt = (index: number) => {
    if (all !== undefined) return all[index] ?? '';
    const code = engine._FPDFText_GetUnicode(textPage, index);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  };
  const charactersOf = (first: number, last: number): Word[] =>
    Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
      .map((index) => ({ text: characterAt(index), first: index, last: index }))
      .filter(({ text }) => text !== '');
  const lettersOf = (first: number, last: number): TextRun[] =>
    charactersOf(first, last).flatMap((character) => {
      const box = boxAt(character.first);
      return box ? [{ text: character.text, ...box, quarterTurns: 0 }] : [];
    });

  let word: Word | undefined;
  let mayJoin = false;
  const objectAt = (index: number) => engine._FPDFText_GetTextObject(textPage, index);
  /** Letters of another size come from another text object: only in words of several is it looked for them. */
  const isOfOneObject = ({ first, last }: Word): boolean => first === last || objectAt(first) === objectAt(last);
  const endWord = (joinsNext: boolean, hyphen = '') => {
    if (word && takes(word.first)) {
      const mayBeMixed = MAY_BE_MIXED.test(word.text) && !isOfOneObject(word);
      if (mayBeMixed) Object.assign(word, scriptsIn(word, { characterAt, boxAt, objectAt, quarterTurnsAt, setAt }));
      word.text += hyphen;
      add(word, mayJoin);
    }
    if (word || !joinsNext) mayJoin = joinsNext;
    word = undefined;
  };
  for (let index = 0; index < count; index += 1) {
    const character = characterAt(index);
    if (character === '\r' || character === '\n') endWord(false);
    else if (character === ' ' || character === '\t' || character === '\u00A0') endWord(true);
    else if (character === BROKEN_WORD || character === '\u0002') endWord(false, '-');
    else if (word) {
      word.text += character;
      word.last = index;
    } else if (character !== '') {
      word = { text: character, first: index, last: index };
    }
  }
  endWord(false);
  if (run) runs.push(run);
  return columns.size === 0 ? runs : resolveColumns(runs, columns);
}

/** All characters in one call, which is cheaper; undefined where some have no place in the text, or two. */
function allCharacters(engine: TextEngine, textPage: number, count: number): string | undefined {
  if (count <= 0) return undefined;
  return withBuffer(engine, 2 * (count + 1), (buffer) => {
    if (engine._FPDFText_GetText(textPage, 0, count, buffer) !== count + 1) return undefined;
    const text = Buffer.from(engine.HEAPU8.subarray(buffer, buffer + 2 * count)).toString('utf16le');
    return /[\0\uD800-\uDFFF]/.test(text) ? undefined : text;
  });
}

/** Characters without white space between them, and the indexes of the first and the last. */
interface Word {
  text: string;
  first: number;
  last: number;
  /** The box of its ordinary letters, where some are raised or lowered. */
  base?: Box | undefined;
}

/** Characters drawn one below the other, as in a column of figures, may come as one word. */
function isOverLines(from: Box, to: Box, quarterTurns: number): boolean {
  const [low, high] = quarterTurns % 2 === 0 ? (['bottom', 'top'] as const) : (['left', 'right'] as const);
  return Math.min(from[high], to[high]) <= Math.max(from[low], to[low]);
}
