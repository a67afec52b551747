import { headingsIn } from '../text/marked-headings.js';

/** What the plain text of a lesson is made of. */
interface LessonParts {
  /** Markdown, with formulas in TeX. */
  body: string;
  keyPoints: readonly { text: string; question: string }[];
}

/** Blocks of code, formulas and code within a line: their signs are no Markdown. */
const CODE = /^(?:```|~~~)[^\n]*\n([\s\S]*?)^(?:```|~~~)[^\n]*$/gm;
const VERBATIM = /\$\$[\s\S]*?\$\$|\$[^$\n]+\$|`[^`\n]+`/g;
/** A sentence that leads to a formula in lines of its own, and whether it goes on behind that. */
const LEADS_TO_FORMULA =
  /^(?![#|!>]|\$\$)([^\n]*[^\s.:!?\uE001])[^\S\n]*\n\n\$\$\s*((?:(?!\$\$)[^\uE000])+?)\s*\$\$[^\S\n]*$(\n\n(?=[\p{Ll}(]))?/gmu;
const EMPHASIS = /(\*\*|__|\*|_)(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu;
const KEY_POINTS = 'Key points';

/** What is wrong stands in one of these sections of a lesson, and what is only asked in the other. */
export const MISTAKE = 'A common mistake';
export const QUESTIONS = 'Questions to think about';
const UNQUOTABLE = new RegExp(`^## (?:${MISTAKE}|${QUESTIONS})[^\\S\\n]*$`, 'm');

/**
 * What a lesson can be quoted with: its plain text, and its key points, each under the question that it answers. The
 * section of a common mistake, whose sentences would be quoted as if they were true, and that of open questions are
 * left out.
 */
export function lessonText({ body, keyPoints }: LessonParts): string {
  const quotable = sectionsOf(body).filter((section) => !UNQUOTABLE.test(section));
  const points = keyPoints.map(({ text, question }) => `${question}\n\n${text}`);
  const ending = points.length > 0 ? [`## ${KEY_POINTS}`, ...points] : [];
  return [plainMarkdown(quotable.join('')), ...ending].join('\n\n').trim();
}

/** The plain texts of a lesson's sections, by their headings; what stands before the first one is in none. */
export const sectionTexts = (body: string): Map<string, string> =>
  new Map(
    sectionsOf(body).flatMap((section) => {
      const [, heading, text = ''] = /^## +(.+?)[^\S\n]*\n([\s\S]*)$/.exec(section) ?? [];
      return heading === undefined ? [] : [[heading, plainMarkdown(text)]];
    }),
  );

const sectionsOf = (body: string): string[] => body.split(/^(?=## )/m);

/**
 * Markdown as a reader sees it, without figures and its signs, but for those of headings, lists and the columns of
 * tables. Formulas stay in TeX; one to which a sentence leads stands in that sentence, which says nothing without it.
 */
export function plainMarkdown(markdown: string): string {
  const kept: string[] = [];
  const keep = (text: string) => `\uE000${kept.push(text) - 1}\uE001`;
  const marked = markdown
    .replaceAll(/[\uE000\uE001]/g, '')
    .replace(CODE, (_block, code: string) => keep(withoutHeadings(code).trimEnd()))
    .replace(LEADS_TO_FORMULA, (_all, lead: string, formula: string, on?: string) => {
      const [, inner = '', mark = ''] = /^([\s\S]*?)([.,;]?)$/.exec(formula.replace(/\s+/g, ' ')) ?? [];
      return `${lead} $${inner}$${mark}${on ? ' ' : ''}`;
    })
    .replace(VERBATIM, (span) => keep(span.startsWith('`') ? span.slice(1, -1) : span));
  return withoutMarks(marked)
    .replace(/\uE000(\d+)\uE001/g, (_place, at: string) => kept[Number(at)] ?? '')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Comments of programs begin as headings do. */
const withoutHeadings = (code: string): string => code.replace(/^([^\S\n]*#{1,6})[^\S\n]+/gm, '$1');

function withoutMarks(markdown: string): string {
  const lines = markdown
    .replace(/!\[[^\]]*\]\([^)\n]*\)/g, '')
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/^(?=[^\n]*\|)(?=[^\n]*-)[|:\- \t]+(?:\n|$)/gm, '')
    .replace(/^[^\S\n]*\|[^\S\n]*(.*?)[^\S\n]*\|[^\S\n]*$/gm, '$1')
    .replace(/^[^\S\n]*>[^\S\n]?/gm, '')
    .replace(/^([^\S\n]*)[*+][^\S\n]+/gm, '$1- ');
  let plain = lines;
  // What is within another emphasis comes in the next round.
  for (let round = 0; round < 3; round++) plain = plain.replace(EMPHASIS, '$2');
  return plain.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** The section of a lesson that a place in its plain text is in; null before the first. */
export const sectionAt = (text: string, at: number): string | null =>
  headingsIn(text).findLast(({ start }) => start <= at)?.text ?? null;
