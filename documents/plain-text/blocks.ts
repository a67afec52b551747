/** A paragraph, a heading, an item of a list, or a row of a table; \f where a page ends. */
export interface Block {
  text: string;
  group: number | undefined;
  isHeading: boolean;
}

/** Characters of a table's row at most; cells with more are columns of a page's layout. */
const MAX_ROW = 3_000;

/** Blocks as text: one below another within a group, else with an empty line between them. */
export function joinBlocks(blocks: readonly Block[]): string {
  const pieces: string[] = [];
  for (const [i, block] of blocks.entries()) {
    const before = blocks[i - 1];
    const isSameGroup = before?.group !== undefined && before.group === block.group;
    if (before) pieces.push(isSameGroup ? '\n' : '\n\n');
    pieces.push(block.text);
  }
  return pieces.join('');
}

/** A block without blanks around it, but with the indentation of its first line. */
export const trimBlock = (text: string) => (text.trim() === '' ? '' : text.trimEnd().replace(/^(?:[ \t]*\n)+/, ''));

/** Text to follow a prefix: a heading in one line, the further lines of an item indented below its first. */
export function indentAfter(text: string, prefix: string): string {
  if (prefix === '') return text;
  return text.replace(/\n/g, prefix.startsWith('#') ? ' ' : `\n${' '.repeat(prefix.length)}`);
}

/** Whether a row's cells are columns of a page's layout and no table's. */
export function isLayout(cells: readonly (readonly Block[])[]): boolean {
  const blocks = cells.flat();
  const length = blocks.reduce((sum, { text }) => sum + text.length, 0);
  return cells.length === 1 || length > MAX_ROW || blocks.some(({ isHeading }) => isHeading);
}

/** A row in one line. */
export const rowText = (cells: readonly (readonly Block[])[]) =>
  cells.map((blocks) => blocks.map(({ text }) => text.replace(/\s+/g, ' ')).join(' ')).join(' | ');
