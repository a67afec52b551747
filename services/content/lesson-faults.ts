import { fromMarkdown } from 'mdast-util-from-markdown';
import { MISTAKE, QUESTIONS } from '../../domain/learning/lesson-text.js';

/** Words of a lesson's text. */
const MIN_WORDS = 300;
const MAX_WORDS = 900;

/** Sections that every lesson has. */
const SECTIONS = ['Worked example', MISTAKE, QUESTIONS] as const;
const QUESTION_COUNT = 3;

/** Blocks of code, in which anything may stand. */
const CODE = /^```[\s\S]*?^```/gm;

/** Commands of TeX that lead out of the page, or write into it. */
const UNSAFE_TEX = /\\(?:href|url|includegraphics|html(?:Class|Id|Style|Data))\b/;

/** Controls but line breaks and tabs, and what decoders put in the place of bytes that are no UTF-8. */
const UNREADABLE = /[^\P{Cc}\n\t]|\ufffd/u;

/** What is wrong in the text of a lesson, one fault an entry. */
export function bodyFaults(body: string): string[] {
  const faults: string[] = [];
  const text = body.replaceAll(CODE, '');
  const words = body.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (words < MIN_WORDS || words > MAX_WORDS)
    faults.push(`the text has ${words} words, and must have ${MIN_WORDS} to ${MAX_WORDS}`);
  const titles = [...text.matchAll(/^## (.+?)\s*$/gm)].map(([, title]) => title);
  for (const section of SECTIONS) if (!titles.includes(section)) faults.push(`there is no section "${section}"`);
  if (/^# /m.test(text)) faults.push('the title is above: sections begin with ##');
  if (/https?:\/\/|\]\((?!figures\/)/.test(text)) faults.push('the text links to the web');
  const asked = text.split(new RegExp(`^## ${QUESTIONS}\\s*$`, 'm'))[1] ?? '';
  const count = asked.match(/^\d\. /gm)?.length ?? 0;
  if (count !== QUESTION_COUNT)
    faults.push(`there are ${count} questions to think about, and must be ${QUESTION_COUNT}`);
  const tex = UNSAFE_TEX.exec(text)?.[0];
  if (tex) faults.push(`the text has ${tex}`);
  if (UNREADABLE.test(body)) faults.push('the text has control characters, or bytes that are no UTF-8');
  return [...faults, ...markupFaults(body)];
}

/** Lessons come from whoever runs the product, and stand in the student's page: they have text, and figures. */
function markupFaults(body: string): string[] {
  const kinds = new Set([...nodesOf(body)].map(({ type }) => type));
  const hasLink = (['link', 'linkReference', 'imageReference', 'definition'] as const).some((kind) => kinds.has(kind));
  return [
    ...(kinds.has('html') ? ['the text has raw HTML'] : []),
    ...(hasLink ? ['the text has a link, or a figure by a reference'] : []),
  ];
}

/** The names of the figures that a text shows. */
export const figuresIn = (body: string): string[] =>
  [...nodesOf(body)].flatMap((node) => (node.type === 'image' ? [node.url] : []));

type Node = ReturnType<typeof fromMarkdown>['children'][number];

/** All parts of a text, as CommonMark tells them. */
function* nodesOf(body: string): Generator<Node> {
  const waiting: Node[] = [...fromMarkdown(body).children];
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    yield node;
    if ('children' in node) waiting.unshift(...node.children);
  }
}
