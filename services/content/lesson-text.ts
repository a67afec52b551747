/** Formulas, in which `_` and `*` are no marks, and everything else. */
const FORMULA = /(\$\$[\s\S]+?\$\$|(?<!\\)\$(?:[^$\\]|\\.)+?\$)/;

/** The text of Markdown without the marks of emphasis and code; formulas stay as they are written. */
export const plainMarkdown = (markdown: string): string =>
  markdown
    .split(FORMULA)
    .map((part, at) => (at % 2 === 1 ? part : withoutMarks(part)))
    .join('');

const withoutMarks = (text: string): string =>
  text.replaceAll('**', '').replace(/(?<![\p{L}\p{N}])[_*](?=\S)|(?<=\S)[_*](?![\p{L}\p{N}])|`/gu, '');

/** The plain texts of a lesson's sections, by their headings; what stands before the first one is in none. */
export function sectionTexts(body: string): Map<string, string> {
  const [, ...parts] = body.split(/^## +(.+?)[ \t]*$/m);
  const sections = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) sections.set(parts[at] ?? '', plainMarkdown(parts[at + 1] ?? ''));
  return sections;
}

/** What a lesson puts in bold type: its terms, and what it wants to be seen. */
export const boldIn = (body: string): string[] => [...body.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, text = '']) => text);
