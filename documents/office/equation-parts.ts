import { accented, delimited, fraction, large, matrix, root, upright, withScripts } from '../math/tex-parts.js';
import { functionCommand, joinTex, texOf } from '../math/tex-symbols.js';
import type { Script } from '../signs/scripts.js';

/** A piece of an equation: text as it was typed, or what has the form of a formula. */
export type Item = string | Formed;

interface Formed {
  base: string;
  below?: string;
  above?: string;
  /** Text that is raised or lowered with nothing that it stands at. */
  raised?: { text: string; script: Script };
}

/** An argument, with how it was typed. */
export interface Argument {
  items: Item[];
  source: string;
}

/** An option of a switch, such as `\up8` and `\lc\{`. */
export interface Option {
  name: string;
  value: string;
}

/** What a switch makes of its arguments; undefined where it takes others. */
type Convert = (parts: readonly Argument[], options: readonly Option[]) => Item[] | undefined;

/** Switches that make one thing of their arguments; by Word's description of the field EQ. */
export const SWITCHES: Readonly<Record<string, Convert>> = {
  f: ([over, under, ...others]) =>
    over && under && others.length === 0 ? formed(fraction(tex(over), tex(under))) : undefined,
  r([first, second, ...others]) {
    if (!first || others.length > 0) return undefined;
    return formed(second ? root(tex(second), tex(first)) : root(tex(first)));
  },
  o([base, sign, ...others]) {
    const accent = base && sign && others.length === 0 ? accented(tex(base), withoutShift(sign.source)) : undefined;
    return accent === undefined ? (others.at(-1) ?? sign ?? base)?.items : formed(accent);
  },
  b(parts, options) {
    const both = optionOf(options, 'bc');
    const [left, right] = [optionOf(options, 'lc') ?? both, optionOf(options, 'rc') ?? (both && mirrored(both))];
    const isPlain = left === undefined && right === undefined;
    return formed(delimited(isPlain ? '(' : (left ?? ''), parts.map(tex).join(', '), isPlain ? ')' : (right ?? '')));
  },
  i([below, above, of, ...others], options) {
    if (!below || !above || !of || others.length > 0) return undefined;
    const sign = optionOf(options, 'su') !== undefined ? '∑' : optionOf(options, 'pr') !== undefined ? '∏' : '∫';
    const own = optionOf(options, 'fc') ?? optionOf(options, 'vc') ?? sign;
    return formed(large(own, { below: tex(below), above: tex(above) }, tex(of)));
  },
  a(parts, options) {
    const columns = Math.max(1, Number(optionOf(options, 'co')) || 1);
    const rows = Array.from({ length: Math.ceil(parts.length / columns) }, (_, row) =>
      parts.slice(row * columns, (row + 1) * columns).map(tex),
    );
    return formed(matrix(rows));
  },
  l: (parts) => parts.flatMap(({ items }, at) => (at === 0 ? items : [', ', ...items])),
  x([of, ...others], options) {
    if (!of || others.length > 0) return undefined;
    const sides = options.map(({ name }) => name).join(' ');
    const command = sides === 'to' ? '\\overline' : sides === 'bo' ? '\\underline' : '\\boxed';
    return formed(`${command}{${tex(of)}}`);
  },
  // Moves what follows.
  d: () => [],
};

const formed = (base: string): Item[] => [{ base }];
const tex = ({ items }: Argument): string => texOfItems(items);
const optionOf = (options: readonly Option[], name: string) => options.find((each) => each.name === name)?.value;

/** The sign of an accent, which is often raised over its letter. */
const withoutShift = (source: string): string =>
  (/^\s*\\s\s*\\(?:up|do)\s*[\d.]{0,8}\s*\(([^()]*)\)\s*$/i.exec(source)?.[1] ?? source).trim();

const mirrored = (sign: string): string => ({ '(': ')', '[': ']', '{': '}', '<': '>' })[sign] ?? sign;

/** Adds text to what was read. */
export function addText(items: Item[], text: string): void {
  const last = items.at(-1);
  if (typeof last === 'string') items[items.length - 1] = last + text;
  else items.push(text);
}

/** Raises or lowers an argument at the last sign of what was read. */
export function addScript(items: Item[], script: Script, argument: Argument): void {
  const at = takeLast(items);
  const place = script === 'super' ? 'above' : 'below';
  const raw = rawOf(argument.items);
  const isAlone = items.length === 0 && at.base === '' && at.above === undefined && at.below === undefined;
  const raised = isAlone && raw !== undefined ? { text: raw, script } : undefined;
  const { raised: _before, ...base } = at;
  items.push({ ...base, [place]: joinTex([at[place] ?? '', tex(argument)]), ...(raised && { raised }) });
}

/** Characters in which the last sign, or number, is looked for. */
const TAIL = 40;

function takeLast(items: Item[]): Formed {
  const last = items.pop();
  if (typeof last === 'object') return last;
  const [sign = ''] = /(?:\d+(?:[.,]\d+)*|[^\s\p{M}]\p{M}*)$/u.exec(last?.slice(-TAIL) ?? '') ?? [];
  const before = last?.slice(0, last.length - sign.length) ?? '';
  if (before !== '') items.push(before);
  return { base: texOf(sign) };
}

/** The text of what has no form. */
export const rawOf = (items: readonly Item[]): string | undefined =>
  items.every((item) => typeof item === 'string') ? items.join('') : undefined;

export const texOfItems = (items: readonly Item[]): string =>
  joinTex(items.map((item) => (typeof item === 'string' ? texOfText(item) : texOfFormed(item)))).trim();

const texOfFormed = ({ base, below, above }: Formed): string =>
  below || above ? withScripts(base, { below, above }) : base;

/** Two letters, or three with Greek ones, may be a product. */
const isProduct = (word: string): boolean => word.length === 2 || (word.length === 3 && /\p{Script=Greek}/u.test(word));

/** A degree is written as a power, of which a base has one. */
const LOOSE_DEGREE = /(?<=^|[}\s])(?=\^\{\\circ\})/g;

/** Words and names of functions are set upright. */
const texOfText = (text: string): string =>
  joinTex(
    text.split(/(\p{L}{2,}(?:\s+\p{L}{2,})*)/u).map((part, at) => (at % 2 === 0 ? texOf(part) : texOfWord(part))),
  ).replace(LOOSE_DEGREE, '{}');

const texOfWord = (word: string): string => functionCommand(word) ?? (isProduct(word) ? texOf(word) : upright(word));
