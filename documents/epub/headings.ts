import type { ContentsEntry } from './contents.js';

const HEADING = /^#{1,6} /m;

/**
 * A chapter with its headings: lines that the table of contents names are headings, as many books only set them large.
 * Where the chapter has none at all, the first title that leads to it comes first.
 */
export function withHeadings(text: string, entries: readonly ContentsEntry[]): string {
  const wanted = new Map(entries.map((entry) => [keyOf(entry.title), entry]));
  wanted.delete('');
  const blocks = text.split('\n\n').map((block) => {
    const entry = block.length <= 250 && !HEADING.test(block) ? wanted.get(keyOf(block)) : undefined;
    if (!entry) return block;
    wanted.delete(keyOf(block));
    return `${'#'.repeat(entry.level)} ${block.replace(/\s+/g, ' ').trim()}`;
  });
  const headed = blocks.join('\n\n');
  const title = entries.find(({ isWhole }) => isWhole) ?? entries[0];
  if (text === '' || !title || HEADING.test(headed)) return headed;
  return `${'#'.repeat(title.level)} ${title.title}\n\n${headed}`;
}

/** A title by its letters and figures; '' for one of a single character, which may be anything. */
function keyOf(title: string): string {
  const letters = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return letters.length > 1 ? letters : '';
}
