/** A paragraph, a heading, an item of a list, or a row of a table; \f where a page ends. */
export interface Block {
  text: string;
  group: number | undefined;
  isHeading: boolean;
  isRow?: boolean;
}

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

/** Blocks as text in one line, as of a note. */
export const asLine = (blocks: readonly Block[]): string => joinBlocks(blocks).replace(/\s+/g, ' ').trim();

/** A block without blanks around it, but with the indentation of its first line. */
export const trimBlock = (text: string) => (text.trim() === '' ? '' : text.trimEnd().replace(/^(?:[ \t]*\n)+/, ''));

/** Text to follow a prefix: a heading in one line, the further lines of an item indented below its first. */
export function indentAfter(text: string, prefix: string): string {
  if (prefix === '') return text;
  return text.replace(/\n/g, prefix.startsWith('#') ? ' ' : `\n${' '.repeat(prefix.length)}`);
}
