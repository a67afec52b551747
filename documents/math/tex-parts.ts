import { functionCommand, joinTex, LARGE_OPERATORS, texOf, texText } from './tex-symbols.js';

/** What stands at a script, or at a limit, of a formula. */
export interface Limits {
  below?: string | undefined;
  above?: string | undefined;
}

/** A single letter, command, number or group, which a script may follow. */
const ATOM =
  /^(?:[^\\{}^_\s]|\d+(?:[.,]\d+)*|\\[A-Za-z]+|\\[^A-Za-z]|\\(?:mathrm|mathbb|mathbf|mathcal|mathfrak|text|operatorname)\{[^{}]*\})$/;

const isAtom = (tex: string): boolean => ATOM.test(tex) || isBracketed(tex);

/** Whether the bracket that a formula begins with is closed at its very end. */
function isBracketed(tex: string): boolean {
  if (!/^\\left[^A-Za-z]/.test(tex)) return false;
  let depth = 0;
  for (const { 1: side, 0: found, index } of tex.matchAll(/\\(left|right)(?:\\[A-Za-z]+|\\?[^A-Za-z])/g)) {
    depth += side === 'left' ? 1 : -1;
    if (depth === 0) return index + found.length === tex.length;
  }
  return false;
}

/** A fraction. */
export const fraction = (over: string, under: string): string => `\\frac{${over}}{${under}}`;

/** A root; of the second degree where none is given. */
export const root = (of: string, degree = ''): string =>
  degree === '' ? `\\sqrt{${of}}` : `\\sqrt[${grouped(degree)}]{${of}}`;

/** A bracket would end the degree of a root, and of one that begins with a group the braces are lost. */
const grouped = (degree: string): string => (/[[\]{]/.test(degree) ? `{${degree}}` : degree);

/** Something with an index, an exponent or both. What has more than one sign is a group. */
export function withScripts(base: string, { below, above }: Limits): string {
  const grouped = base === '' ? '{}' : isAtom(base) ? base : `{${base}}`;
  return grouped + scriptsOf({ below, above });
}

const scriptsOf = ({ below, above }: Limits): string => (below ? `_{${below}}` : '') + (above ? `^{${above}}` : '');

/** Whether limits of an operator are set as its scripts: sums, integrals, `lim`, `max`. */
const TAKES_LIMITS =
  /^\\(?:sum|prod|coprod|i{0,3}int|oint|big[a-z]+|lim|liminf|limsup|max|min|sup|inf|det|gcd|Pr|operatorname\*?\{[^{}]*\}|underbrace\{[\s\S]*\}|overbrace\{[\s\S]*\})$/;

/** Something with what stands below and above it. */
export function withLimits(base: string, { below, above }: Limits): string {
  if (TAKES_LIMITS.test(base)) return base + scriptsOf({ below, above });
  const under = below ? `\\underset{${below}}{${base}}` : base;
  return above ? `\\overset{${above}}{${under}}` : under;
}

/** A sum, an integral and their like over what follows. */
export const large = (sign: string, limits: Limits, of: string): string =>
  (LARGE_OPERATORS.has(sign) ? texOf(sign) + scriptsOf(limits) : withLimits(texOf(sign), limits)) + (of && ` ${of}`);

const TALL = /\\(?:frac|sum|prod|i{0,2}int|begin|binom|overset|underset|sqrt)/;

/** Something between brackets, which grow where it is tall; an empty bracket is none. */
export function delimited(open: string, inner: string, close: string): string {
  const arePlain = /^[([]$/.test(open) && /^[)\]]$/.test(close);
  if (arePlain && !TALL.test(inner)) return open + inner + close;
  return joinTex([`\\left${bracket(open)}`, inner, `\\right${bracket(close)}`]);
}

/** Brackets that `\left` takes; another is left out. */
const BRACKETS = /^(?:[()[\]/|.]|\\(?:[{}]|langle|rangle|lfloor|rfloor|lceil|rceil|vert|Vert|mid))$/;

function bracket(sign: string): string {
  const tex = sign === '' ? '.' : texOf(sign);
  return tex === '\\mid' ? '\\vert' : BRACKETS.test(tex) ? tex : '.';
}

/** Rows of cells. */
export const matrix = (rows: readonly (readonly string[])[]): string =>
  `\\begin{matrix}${rows.map((cells) => cells.join(' & ')).join(' \\\\ ')}\\end{matrix}`;

/** Formulas one below another. */
export const lines = (all: readonly string[]): string => `\\begin{aligned}${all.join(' \\\\ ')}\\end{aligned}`;

/** Accents by the character that stands for them, combining or not. */
const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hat: '\u0302^ˆ',
    tilde: '\u0303~˜∼',
    bar: '\u0304\u0305¯ˉ‾―─',
    dot: '\u0307˙',
    ddot: '\u0308¨',
    vec: '\u20D7→⃗⇀\u20D1',
    check: '\u030Cˇ',
    breve: '\u0306˘',
    acute: '\u0301´',
    grave: '\u0300`',
    overbrace: '⏞︷',
    underbrace: '⏟︸',
  }).flatMap(([command, signs]) => [...signs].map((sign) => [sign, `\\${command}`] as const)),
);

/** Something under an accent; undefined where the sign is none. */
export function accented(base: string, sign: string): string | undefined {
  const command = ACCENTS.get(sign);
  if (command === undefined) return undefined;
  // Accents of one letter do not stretch over more.
  const isWide = command === '\\bar' && base.length > 1 && !isAtom(base);
  return `${isWide ? '\\overline' : command}{${base}}`;
}

/** The name of a function or of a unit, which is set upright. */
export function upright(name: string): string {
  const command = functionCommand(name);
  if (command) return command;
  return /^[A-Za-z]+$/.test(name) ? `\\mathrm{${name}}` : /\p{L}{2}|\s/u.test(name) ? texText(name) : texOf(name);
}
