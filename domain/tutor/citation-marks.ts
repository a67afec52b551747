import { fromMarkdown } from 'mdast-util-from-markdown';
import { escapeMarkdown, isSafeMarkdown, safeMarkdown } from '../text/safe-markdown.js';
import { isDelimiterRow, isRow } from '../text/tables.js';

/** A part of an answer with the marks of its citations, as in `[1]` and `[3]`. */
export interface MarkedPart {
  text: string;
  marks: readonly string[];
}

/** A part as safe Markdown, its marks behind it: in a paragraph of their own behind code, a formula and a row. */
export const writeMarked = ({ text, marks }: MarkedPart): string => withMarks(safeMarkdown(text), marks);

/** Parts one after another. Two that are harmless alone may make a link together: then all are shown letter by letter. */
export function joinMarked(parts: readonly MarkedPart[]): string {
  const whole = withWholeTables(parts);
  const joined = join(whole, safeMarkdown);
  return isSafeMarkdown(joined) ? joined : join(whole, escapeMarkdown);
}

/** Sentences follow each other; an item of a list, a heading or a quote begins a line, a block a paragraph. */
function join(parts: readonly MarkedPart[], toMarkdown: (text: string) => string): string {
  let joined = '';
  let isAfterBlock = false;
  for (const { text, marks } of parts) {
    const markdown = toMarkdown(text);
    const isParagraph = isAfterBlock || BLOCK_START.test(markdown);
    if (joined !== '') joined += isParagraph ? '\n\n' : LINE_START.test(markdown) ? '\n' : ' ';
    joined += withMarks(markdown, marks);
    isAfterBlock = endsInBlock(markdown);
  }
  return joined;
}

const LINE_START = /^(?:[-*+] |\d+[.)] |#|>)/;
const BLOCK_START = /^(?:\||```|~~~|\$\$)/;

const withMarks = (markdown: string, marks: readonly string[]): string =>
  markdown + (endsInBlock(markdown) ? '\n\n' : ' ') + marks.join('');

/** Rows that are a part each make one table, whose marks stand behind the last of them. */
function withWholeTables(parts: readonly MarkedPart[]): MarkedPart[] {
  const whole: MarkedPart[] = [];
  for (const { text, marks } of parts) {
    const last = whole.at(-1);
    if (!last || !endsInRow(last.text) || !text.startsWith('|')) whole.push({ text, marks });
    else whole.splice(-1, 1, { text: `${last.text}\n${text}`, marks: [...new Set([...last.marks, ...marks])] });
  }
  return whole;
}

/** Whether a mark on the last line would be part of what stands there, or would keep it from its end. */
const endsInBlock = (markdown: string): boolean =>
  markdown.endsWith('$$') || endsInRow(markdown) || endsInCode(markdown);

/** A sentence with a bar in it is no row. */
function endsInRow(markdown: string): boolean {
  const lines = markdown.split('\n');
  const last = lines.at(-1) ?? '';
  return isRow(last) && (last.startsWith('|') || lines.some(isDelimiterRow));
}

type Node = ReturnType<typeof fromMarkdown>['children'][number];

function endsInCode(markdown: string): boolean {
  let last: Node | undefined = fromMarkdown(markdown).children.at(-1);
  while (last && 'children' in last) last = last.children.at(-1);
  return last?.type === 'code';
}
