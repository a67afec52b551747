import { MISTAKE, QUESTIONS } from '../../domain/learning/lesson-text.js';

/** Words of a lesson's text. */
const MIN_WORDS = 300;
const MAX_WORDS = 900;

/** Sections that every lesson has. */
const SECTIONS = ['Worked example', MISTAKE, QUESTIONS] as const;
const QUESTION_COUNT = 3;
const MAX_FIGURE_BYTES = 10_000;

/** Blocks of code, in which anything may stand. */
const CODE = /^```[\s\S]*?^```/gm;

/** What an SVG must not have: it is shown in the student's page. */
const UNSAFE_SVG = /<script|<foreignObject|\bon[a-z]+\s*=|(?:href|src)\s*=|url\(|<!ENTITY|@import/i;

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
  return faults;
}

/** The names of the figures that a text shows. */
export const figuresIn = (body: string): string[] =>
  [...body.matchAll(/!\[[^\]]*\]\((figures\/[^)\s]+)\)/g)].map(([, name = '']) => name);

/** What is wrong with a figure. */
export function figureFaults(name: string, svg: string): string[] {
  const faults: string[] = [];
  if (!/^figures\/[a-z]+(?:-[a-z]+)*\.svg$/.test(name)) faults.push(`${name} must be a slug that ends in .svg`);
  if (!/^\s*<svg\b[^>]*viewBox=/.test(svg)) faults.push(`${name} is no SVG with a viewBox`);
  if (!/<title>[^<]+<\/title>/.test(svg)) faults.push(`${name} has no title`);
  if (UNSAFE_SVG.test(svg)) faults.push(`${name} holds a script, a link or something from outside`);
  if (Buffer.byteLength(svg) > MAX_FIGURE_BYTES) faults.push(`${name} is larger than ${MAX_FIGURE_BYTES} bytes`);
  return faults;
}
