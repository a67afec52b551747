import type { Box } from './layout/coverage.js';
import { scriptOf } from './layout/scripts.js';
import { type Script, writeScript } from './signs/scripts.js';

/** What is known of the characters of a page, by their indexes. */
interface Characters {
  characterAt(index: number): string;
  boxAt(index: number): Box | undefined;
  /** Names the piece of text that a character is drawn with; letters of one size are mostly in one. */
  objectAt(index: number): number;
  quarterTurnsAt(index: number): number;
}

/**
 * A word with its raised and lowered letters written as such, and the box of its ordinary ones.
 * @returns undefined where all are on one line, or the word is not upright
 */
export function scriptsIn(
  { first, last }: { first: number; last: number },
  { characterAt, boxAt, objectAt, quarterTurnsAt }: Characters,
): { text: string; base: Box } | undefined {
  const start = boxAt(first);
  if (!start || quarterTurnsAt(first) !== 0) return undefined;
  let base = start;
  let text = '';
  let open: { kind: Script; text: string } | undefined;
  let isMixed = false;
  const end = () => {
    if (open) text += writeScript(open.text, open.kind, text);
    open = undefined;
  };
  for (let index = first; index <= last; index += 1) {
    const box = index > first && objectAt(index) !== objectAt(index - 1) ? boxAt(index) : undefined;
    if (box) {
      const kind = scriptOf(base, box);
      const leading: Script | undefined = isMixed || kind ? undefined : scriptOf(box, base);
      if (leading) {
        // A raised number may stand before its letters.
        text = writeScript(text, leading);
        base = { ...box, left: start.left };
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
