import type { Box } from './layout/box.js';
import { type Script, writeScript } from './signs/scripts.js';

/** How a letter is set: the size of its type, and the height of its base line. */
export interface Setting {
  size: number;
  line: number;
}

/** Of the size of the letters before them: raised and lowered letters are smaller than this share, and larger than that. */
const SMALLER = { most: 0.88, least: 0.3 };
/** In sizes of the letters before: how far the base line is raised or lowered at least. */
const SHIFT = { raised: 0.15, lowered: -0.05 };

/** Whether letters are set raised or lowered against others. Boxes would not tell: those of two fonts differ. */
export function scriptOf(before: Setting, letters: Setting): Script | undefined {
  const share = letters.size / before.size;
  const shift = (letters.line - before.line) / before.size;
  if (!(share < SMALLER.most && share > SMALLER.least) || Math.abs(shift) > 1) return undefined;
  if (shift > SHIFT.raised) return 'super';
  return shift < SHIFT.lowered ? 'sub' : undefined;
}

/** What is known of the characters of a page, by their indexes. */
interface Characters {
  characterAt(index: number): string;
  boxAt(index: number): Box | undefined;
  /** Names the piece of text that a character is drawn with; letters of one size are mostly in one. */
  objectAt(index: number): number;
  quarterTurnsAt(index: number): number;
  setAt(index: number): Setting;
}

/**
 * A word with its raised and lowered letters written as such, and the box of its ordinary ones.
 * @returns undefined where all are on one line, or the word is not upright
 */
export function scriptsIn(
  { first, last }: { first: number; last: number },
  { characterAt, boxAt, objectAt, quarterTurnsAt, setAt }: Characters,
): { text: string; base: Box } | undefined {
  const start = boxAt(first);
  if (!start || quarterTurnsAt(first) !== 0) return undefined;
  let base = start;
  let usual = setAt(first);
  let text = '';
  let open: { kind: Script; text: string } | undefined;
  let isMixed = false;
  const end = () => {
    if (open) text += writeScript(open.text, open.kind, text);
    open = undefined;
  };
  for (let index = first; index <= last; index += 1) {
    if (index > first && objectAt(index) !== objectAt(index - 1)) {
      const own = setAt(index);
      const kind = scriptOf(usual, own);
      const leading: Script | undefined = isMixed || kind ? undefined : scriptOf(own, usual);
      if (leading) {
        // A raised number may stand before its letters.
        text = writeScript(text, leading);
        base = { ...(boxAt(index) ?? start), left: start.left };
        usual = own;
      }
      if (kind !== open?.kind) end();
      if (kind) open ??= { kind, text: '' };
      isMixed ||= kind !== undefined || leading !== undefined;
    }
    if (open) open.text += characterAt(index);
    else text += characterAt(index);
  }
  end();
  return isMixed ? { text, base } : undefined;
}
