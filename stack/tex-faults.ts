import katex from 'katex';

/** Commands that KaTeX leaves as they are, or that lead out of the page. */
const REFUSED = /\\(href|url|includegraphics|htmlClass|htmlId|htmlStyle|htmlData)\b/;

/** Code, of which nothing is a formula. */
const CODE = /^```[\s\S]*?^```|`[^`\n]*`/gm;

/** Formulas: on lines of their own between two dollar signs, or in a line between one. `\$` is a dollar. */
const FORMULA = /\$\$([\s\S]+?)\$\$|(?<![\\$])\$(?!\s)((?:[^$\\\n]|\\.)+?)(?<!\s)\$/g;

/** What is wrong with the formulas of a Markdown text: each must render in KaTeX's strict mode. */
export function texFaults(markdown: string): string[] {
  const text = markdown.replaceAll(CODE, '');
  const faults = [...text.matchAll(FORMULA)].flatMap(([, display, inline]) => {
    const tex = (display ?? inline ?? '').trim();
    const refused = REFUSED.exec(tex)?.[0];
    if (refused) return [`the formula ${tex} has ${refused}`];
    try {
      katex.renderToString(tex, {
        displayMode: display !== undefined,
        throwOnError: true,
        strict: 'error',
        trust: false,
      });
      return [];
    } catch (error) {
      return [`the formula ${tex} cannot be shown: ${error instanceof Error ? error.message : error}`];
    }
  });
  const alone = text.replaceAll(FORMULA, '').match(/(?<!\\)\$/g);
  return alone ? [...faults, 'a dollar sign stands alone: write \\$'] : faults;
}
