import { fromMarkdown } from 'mdast-util-from-markdown';

type Node = ReturnType<typeof fromMarkdown>['children'][number];

/** A stretch of the source, as offsets, and what comes in its place. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Each round takes away at least one construct; text that needs more is escaped as a whole. */
const MAX_ROUNDS = 20;

/**
 * Markdown of a model without what text in a page could have made it write: images, which a reader's browser would
 * fetch, links, raw HTML, and numbers in brackets that would be taken for marks of citations. Everything else stays
 * letter by letter: emphasis, lists, tables, formulas and code. What is a construct and what is text is decided by a
 * CommonMark parser, again after each change, since taking one construct away may make another of what is left.
 */
export function safeMarkdown(text: string): string {
  let safe = text.replace(/\r\n?/g, '\n').replaceAll('\0', '');
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const edits = [...editsOf(safe)];
    if (edits.length === 0) return safe;
    safe = apply(safe, edits);
  }
  return escapeMarkdown(text);
}

/** Whether Markdown has no image, link or raw HTML in it. */
export const isSafeMarkdown = (text: string): boolean => !findUnsafe(text);

/** Markdown that shows a text as it is: no character of it is part of a construct. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>!&~#|]/g, '\\$&');

const UNSAFE: readonly Node['type'][] = ['image', 'imageReference', 'link', 'linkReference', 'html', 'definition'];

const findUnsafe = (text: string): boolean => [...nodesOf(fromMarkdown(text).children)].some(isUnsafe);

const isUnsafe = ({ type }: Node): boolean => UNSAFE.includes(type);

function* nodesOf(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if ('children' in node) yield* nodesOf(node.children);
  }
}

/** What must change in a text, in order and apart from each other; what is within a change comes in the next round. */
function* editsOf(source: string): Generator<Edit> {
  let done = 0;
  for (const node of nodesOf(fromMarkdown(source).children)) {
    const { start, end } = placeOf(node);
    if (start < done) continue;
    if (isUnsafe(node)) {
      yield { start, end, text: shownText(node, source) };
      done = end;
    } else if (node.type === 'code' && hasOddInfo(node)) {
      const fence = /^(?:`+|~+)/.exec(source.slice(start, end))?.[0] ?? '';
      const firstLine = source.slice(start, end).split('\n', 1)[0] ?? '';
      yield { start, end: start + firstLine.length, text: fence };
      done = end;
    } else if (node.type === 'text') {
      yield* escapedText(source, start, end);
    }
  }
}

/** Whether more than the name of a language stands behind a fence, where renderers differ on what is code. */
const hasOddInfo = ({ lang, meta }: Extract<Node, { type: 'code' }>): boolean =>
  !/^[\w+#.-]*$/.test(lang ?? '') || Boolean(meta);

/** What a reader sees of a construct, without what it would fetch or lead to. */
function shownText(node: Node, source: string): string {
  const { start, end } = placeOf(node);
  if (node.type === 'definition') return '';
  if (node.type === 'html') return source.slice(start, end).replaceAll('<', '\\<');
  if ('alt' in node) return escapeMarkdown(node.alt ?? '');
  const children = 'children' in node ? node.children : [];
  const [first, last] = [children[0], children.at(-1)];
  return first && last ? source.slice(placeOf(first).start, placeOf(last).end) : '';
}

/**
 * Numbers in brackets, which are how an answer cites, and what is text here but what a more lenient renderer than
 * CommonMark may take for the middle of a link, for a definition or for a tag.
 */
const AMBIGUOUS = /\[(?=\d+\])|(?<=\[\d+)\]|\](?=[([:])|!(?=\[)|<(?=[a-z/!?])/gi;

function* escapedText(source: string, start: number, end: number): Generator<Edit> {
  for (const { index } of source.matchAll(AMBIGUOUS)) {
    if (index < start || index >= end) continue;
    if (!isEscaped(source, index)) yield { start: index, end: index + 1, text: `\\${source[index]}` };
  }
}

/** Whether an odd number of backslashes stands before a place. */
const isEscaped = (source: string, at: number): boolean =>
  (/\\*$/.exec(source.slice(0, at))?.[0].length ?? 0) % 2 === 1;

function placeOf({ position }: Node): { start: number; end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

function apply(source: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of edits) {
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}
