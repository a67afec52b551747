import type { Run } from './layout/run.js';

/** The part of pdfium that tells where letters stand; the bindings have it and their types do not. */
export interface TextEngine {
  HEAPU8: Uint8Array;
  _FPDFText_CountChars(textPage: number): number;
  _FPDFText_GetUnicode(textPage: number, index: number): number;
  _FPDFText_GetLooseCharBox(textPage: number, index: number, box: number): number;
  _FPDFText_GetCharAngle(textPage: number, index: number): number;
}

/** Bytes of the rectangle that pdfium fills: left, top, right, bottom as 32-bit floats. */
export const BOX_BYTES = 16;

/** A wider gap than this many letter heights parts two runs: words of a justified line are nearer to each other. */
const WIDE_GAP = 0.8;
/** pdfium puts it where a word is broken at a line's end, and leaves the line break out. */
const BROKEN_WORD = 0xfffe;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * The runs of a page. pdfium's own words and lines are kept; lines are cut at wide gaps, which are gutters or the
 * space between a table's cells. Boxes are asked for at the ends of words only, which keeps this cheap.
 * @param scratch address of BOX_BYTES free bytes in the engine's memory
 */
export function readRuns(engine: TextEngine, textPage: number, scratch: number): Run[] {
  const boxAt = (index: number): Box | undefined => {
    if (engine._FPDFText_GetLooseCharBox(textPage, index, scratch) === 0) return undefined;
    const { buffer, byteOffset } = engine.HEAPU8;
    const [left = 0, top = 0, right = 0, bottom = 0] = new Float32Array(buffer, byteOffset + scratch, 4);
    const isSound = [left, top, right, bottom].every(Number.isFinite);
    return isSound ? { left, top: Math.max(top, bottom), right, bottom: Math.min(top, bottom) } : undefined;
  };
  const quarterAt = (index: number) => {
    const quarter = Math.round(engine._FPDFText_GetCharAngle(textPage, index) / (Math.PI / 2));
    return Number.isFinite(quarter) ? ((quarter % 4) + 4) % 4 : 0;
  };

  const runs: Run[] = [];
  let run: Run | undefined;
  const add = (word: string, first: number, last: number, mayJoin: boolean) => {
    const from = boxAt(first);
    const to = first === last ? from : boxAt(last);
    if (!from || !to) {
      // A letter without a place stays with the text before it.
      if (run) run.text += ` ${word}`;
      else run = { text: word, left: 0, right: 0, top: 0, bottom: 0, quarter: 0 };
      return;
    }
    const box = union(from, to);
    if (run && mayJoin && isNear(run, box)) {
      run.text += ` ${word}`;
      stretch(run, box);
      return;
    }
    if (run) runs.push(run);
    run = { text: word, ...box, quarter: quarterAt(first) };
  };

  const count = engine._FPDFText_CountChars(textPage);
  let word = '';
  let first = 0;
  let last = 0;
  let mayJoin = false;
  const endWord = (joins: boolean) => {
    if (word !== '') add(word, first, last, mayJoin);
    if (word !== '' || !joins) mayJoin = joins;
    word = '';
  };
  for (let index = 0; index < count; index += 1) {
    const code = engine._FPDFText_GetUnicode(textPage, index);
    if (code === 0x0d || code === 0x0a) endWord(false);
    else if (code === 0x20 || code === 0x09 || code === 0xa0) endWord(true);
    else if (code === BROKEN_WORD || code === 0x02) {
      word += '-';
      endWord(false);
    } else if (code > 0 && code <= 0x10ffff) {
      if (word === '') first = index;
      last = index;
      word += String.fromCodePoint(code);
    }
  }
  endWord(false);
  if (run) runs.push(run);
  return runs;
}

const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  right: Math.max(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
  top: Math.max(a.top, b.top),
});

/** Along the line of either direction: a run that is written upwards grows upwards. */
function isNear(run: Run, box: Box): boolean {
  const isUpright = run.quarter % 2 === 0;
  const [along, across] = isUpright ? (['left', 'right'] as const) : (['bottom', 'top'] as const);
  const [low, high] = isUpright ? (['bottom', 'top'] as const) : (['left', 'right'] as const);
  const height = Math.max(box[high] - box[low], 1);
  const gap = Math.max(box[along] - run[across], run[along] - box[across]);
  const overlap = Math.min(run[high], box[high]) - Math.max(run[low], box[low]);
  return gap < WIDE_GAP * height && overlap > 0;
}

function stretch(run: Run, box: Box): void {
  run.left = Math.min(run.left, box.left);
  run.right = Math.max(run.right, box.right);
  // The tallest letters of a line are its ordinary ones; raised and lowered ones are smaller.
  const isUpright = run.quarter % 2 === 0;
  if (!isUpright || box.top - box.bottom > run.top - run.bottom) {
    run.top = isUpright ? box.top : Math.max(run.top, box.top);
    run.bottom = isUpright ? box.bottom : Math.min(run.bottom, box.bottom);
  }
}
