/** Commands that lead out of the page, or that set what the page looks like. */
const REFUSED =
  /\\(?:href|url|includegraphics|html[A-Z][a-z]+|def|newcommand|renewcommand|let|gdef|require)(?![a-zA-Z])/;
/** Formulas: between two dollar signs or one. `\$` is a dollar. */
const FORMULA = /(?<!\\)\$\$([\s\S]*?)(?<!\\)\$\$|(?<!\\)\$((?:[^$\\]|\\[\s\S])*)\$/g;
/** Levels of braces; renderers recurse. */
const MAX_DEPTH = 30;

/** What is wrong with the formulas of a text, the first fault. */
export function texFault(text: string): string | undefined {
  const faults = [...text.matchAll(FORMULA)].map(([, display, inline]) => formulaFault(display ?? inline ?? ''));
  const isAlone = /(?<!\\)\$/.test(text.replace(FORMULA, ''));
  return faults.find((fault) => fault !== undefined) ?? (isAlone ? 'a dollar sign stands alone: write \\$' : undefined);
}

function formulaFault(tex: string): string | undefined {
  if (tex.trim() === '') return 'a formula is empty';
  const refused = REFUSED.exec(tex)?.[0];
  if (refused) return `a formula has ${refused}`;
  if (!areBracesPaired(tex)) return 'the braces of a formula do not pair';
  const count = (pattern: RegExp) => tex.match(pattern)?.length ?? 0;
  if (count(/\\left(?![a-zA-Z])/g) !== count(/\\right(?![a-zA-Z])/g)) return '\\left and \\right do not pair';
  const [begun, ended] = [/\\begin\s*\{([^}]*)\}/g, /\\end\s*\{([^}]*)\}/g].map((pattern) =>
    [...tex.matchAll(pattern)].map(([, name]) => name).sort(),
  );
  if (begun?.join() !== ended?.join()) return '\\begin and \\end do not pair';
  if (/(?<!\\)[\^_]\s*(?:$|[\^_}])|\\frac\s*$|\\sqrt\s*$/.test(tex)) return 'something is missing behind a sign';
  return undefined;
}

function areBracesPaired(tex: string): boolean {
  let depth = 0;
  for (const [sign] of tex.matchAll(/\\[\s\S]|[{}]/g)) {
    if (sign === '{') depth += 1;
    if (sign === '}') depth -= 1;
    if (depth < 0 || depth > MAX_DEPTH) return false;
  }
  return depth === 0;
}
