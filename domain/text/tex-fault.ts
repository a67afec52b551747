/** Commands that lead out of the page, or that set what the page looks like. */
const REFUSED =
  /\\(?:href|url|includegraphics|html[A-Z][a-z]+|def|newcommand|renewcommand|let|gdef|require)(?![a-zA-Z])/;
/** Formulas as texts of ours have them: between two dollar signs (group 1) or one (group 2). `\$` is a dollar. */
export const FORMULA = /(?<!\\)\$\$([\s\S]*?)(?<!\\)\$\$|(?<!\\)\$((?:[^$\\]|\\[\s\S])*)\$/g;
/** Levels of what pairs; renderers recurse. */
const MAX_DEPTH = 30;
/** Environments with their names, commands, what a backslash stands before, and braces. */
const TOKENS = /\\(begin|end)\s*\{([^}]*)\}|\\[a-zA-Z]+|\\[\s\S]|[{}]/g;
const PAIRS = [
  ['the braces of a formula', '{', '}'],
  ['\\left and \\right', '\\left', '\\right'],
  ['\\begin and \\end', '\\begin', '\\end'],
] as const;
const OPENING = new Map<string, string>(PAIRS.map(([pair, opens]) => [opens, pair]));
const CLOSING = new Map<string, string>(PAIRS.map(([pair, , closes]) => [closes, pair]));

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
  const unpaired = unpairedIn(tex);
  if (unpaired) return `${unpaired} do not pair`;
  if (/(?<!\\)[\^_]\s*(?:$|[\^_}])|\\frac\s*$|\\sqrt\s*$/.test(tex)) return 'something is missing behind a sign';
  return undefined;
}

/** What does not pair: a sign that closes must close what was opened last. */
function unpairedIn(tex: string): string | undefined {
  const open: { pair: string; name: string }[] = [];
  for (const [token, command, name = ''] of tex.matchAll(TOKENS)) {
    const sign = command ? `\\${command}` : token;
    const [opened, closed] = [OPENING.get(sign), CLOSING.get(sign)];
    if (opened) open.push({ pair: opened, name });
    if (open.length > MAX_DEPTH) return opened;
    const last = closed && open.pop();
    if (closed && (!last || last.pair !== closed || last.name !== name)) return closed;
  }
  return open.pop()?.pair;
}
