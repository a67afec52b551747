import type { Box } from './layout/coverage.js';
import { scriptBehind } from './layout/scripts.js';
import type { TextRun } from './layout/text-run.js';
import { scriptsIn } from './pdf-scripts.js';
import { writeScript } from './signs/scripts.js';

/** The part of pdfium that tells where letters stand; the bindings have it and their types do not. */
export interface TextEngine {
  HEAPU8: Uint8Array;
  _FPDFText_CountChars(textPage: number): number;
  _FPDFText_GetUnicode(textPage: number, index: number): number;
  _FPDFText_GetLooseCharBox(textPage: number, index: number, box: number): number;
  _FPDFText_GetCharAngle(textPage: number, index: number): number;
  _FPDFText_GetTextObject(textPage: number, index: number): number;
}

/** A gap of so many letter heights is between two runs: words of a justified line are nearer to each other. */
const WIDE_GAP = 0.8;
/** pdfium puts it where a word is broken at a line's end, and leaves the line break out. */
const BROKEN_WORD = '\uFFFE';

/**
 * The runs of a page. pdfium's own words and lines are kept; lines are cut at wide gaps, which are gutters or the
 * space between a table's cells. Only boxes at the ends of words are read, which keeps this cheap.
 * @param scratch address of 16 free bytes in the engine's memory
 * @param takes whether the word that begins with the character of that index is wanted
 */
export function readTextRuns(
  engine: TextEngine,
  textPage: number,
  scratch: number,
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

  const runs: TextRun[] = [];
  let run: TextRun | undefined;
  const add = ({ text, first, last, base }: Word, mayJoin: boolean): void => {
    const from = base ?? boxAt(first);
    const to = first === last ? from : boxAt(last);
    const box = from && to && (base ? { ...from, right: Math.max(from.right, to.right) } : union(from, to));
    if (!box) {
      // A letter without a box stays with the text before it.
      if (run) run.text += ` ${text}`;
      else run = { text, left: 0, right: 0, top: 0, bottom: 0, quarterTurns: 0 };
      return;
    }
    const apart = run && mayJoin ? scriptBehind(run, box) : undefined;
    if (run && apart) {
      run.text += writeScript(text, apart, run.text);
      run.right = Math.max(run.right, box.right);
      return;
    }
    if (run && mayJoin && isNear(run, box)) {
      run.text += ` ${text}`;
      extend(run, box);
      return;
    }
    const quarterTurns = quarterTurnsAt(first);
    if (first !== last && isOverLines(from, to, quarterTurns)) {
      for (const character of charactersOf(first, last)) add(character, false);
      return;
    }
    if (run) runs.push(run);
    run = { text, ...box, quarterTurns };
  };
  const characterAt = (index: number) => {
    const code = engine._FPDFText_GetUnicode(textPage, index);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  };
  const charactersOf = (first: number, last: number): Word[] =>
    Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
      .map((index) => ({ text: characterAt(index), first: index, last: index }))
      .filter(({ text }) => text !== '');

  let word: Word | undefined;
  let mayJoin = false;
  const objectAt = (index: number) => engine._FPDFText_GetTextObject(textPage, index);
  /** Letters of another size come from another text object: only in words of several is it looked for them. */
  let textObject = 0;
  const isOfOneObject = ({ first, last }: Word): boolean => {
    const before = textObject;
    textObject = objectAt(last);
    return first === last || textObject === before || textObject === objectAt(first);
  };
  const endWord = (joinsNext: boolean, hyphen = '') => {
    if (word && takes(word.first)) {
      const mixed = isOfOneObject(word) ? undefined : scriptsIn(word, { characterAt, boxAt, objectAt, quarterTurnsAt });
      add({ ...word, text: (mixed?.text ?? word.text) + hyphen, base: mixed?.base }, mayJoin);
    }
    if (word || !joinsNext) mayJoin = joinsNext;
    word = undefined;
  };
  const count = engine._FPDFText_CountChars(textPage);
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
  return runs;
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

const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  right: Math.max(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
  top: Math.max(a.top, b.top),
});

/** Along the line of either direction: a run that is written upwards grows upwards. */
function isNear(run: TextRun, box: Box): boolean {
  const isUpright = run.quarterTurns % 2 === 0;
  const [along, across] = isUpright ? (['left', 'right'] as const) : (['bottom', 'top'] as const);
  const [low, high] = isUpright ? (['bottom', 'top'] as const) : (['left', 'right'] as const);
  const height = Math.max(box[high] - box[low], 1);
  const gap = Math.max(box[along] - run[across], run[along] - box[across]);
  const overlap = Math.min(run[high], box[high]) - Math.max(run[low], box[low]);
  return gap < WIDE_GAP * height && overlap > 0;
}

function extend(run: TextRun, box: Box): void {
  run.left = Math.min(run.left, box.left);
  run.right = Math.max(run.right, box.right);
  // The tallest letters of a line are its ordinary ones; raised and lowered ones are smaller.
  const isUpright = run.quarterTurns % 2 === 0;
  if (!isUpright || box.top - box.bottom > run.top - run.bottom) {
    run.top = isUpright ? box.top : Math.max(run.top, box.top);
    run.bottom = isUpright ? box.bottom : Math.min(run.bottom, box.bottom);
  }
}
