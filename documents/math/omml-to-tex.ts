import { childOf, elementsOf, type MathElement, textOf } from './math-tree.js';
import {
  accented,
  delimited,
  fraction,
  large,
  lines,
  matrix,
  root,
  upright,
  withLimits,
  withScripts,
} from './tex-parts.js';
import { functionCommand, joinTex, texOf, texText } from './tex-symbols.js';

type Convert = (element: MathElement) => string;

/**
 * An equation of an office file (`m:oMath`) as TeX. What Office Math Markup has no meaning for here keeps its text.
 * Elements by ECMA-376, part 1, 22.1.2.
 */
export function ommlToTex(element: MathElement): string {
  return CONVERTERS[element.name]?.(element) ?? inner(element);
}

/** What is in an element, but for its properties. */
function inner(element: MathElement | undefined): string {
  if (!element) return '';
  return joinTex(
    element.children.map((child) => {
      // Text outside of `m:t` is what lay too deep.
      if (typeof child === 'string') return texOf(child.trim());
      return /Pr$/.test(child.name) ? '' : ommlToTex(child);
    }),
  );
}

const part = (element: MathElement, name: string): string => inner(childOf(element, name)).trim();
const property = (element: MathElement, name: string): string | undefined => {
  const found = childOf(childOf(element, `${element.name}Pr`), name);
  return found && (attributeOf(found, 'val') ?? '');
};
const isSet = (value: string | undefined): boolean => value !== undefined && !/^(?:0|false|off)$/.test(value);

function attributeOf({ attributes }: MathElement, name: string): string | undefined {
  const key = Object.keys(attributes).find((each) => each === name || each.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

const CONVERTERS: Readonly<Record<string, Convert>> = {
  r: run,
  t: (element) => texOf(textOf(element)),
  f(element) {
    const [over, under] = [part(element, 'num'), part(element, 'den')];
    const type = property(element, 'type');
    if (type === 'noBar') return `{${over} \\atop ${under}}`;
    return type === 'lin' || type === 'skw' ? `${linear(over)}/${linear(under)}` : fraction(over, under);
  },
  rad: (element) => root(part(element, 'e'), isSet(property(element, 'degHide')) ? '' : part(element, 'deg')),
  sSup: (element) => withScripts(part(element, 'e'), { above: part(element, 'sup') }),
  sSub: (element) => withScripts(part(element, 'e'), { below: part(element, 'sub') }),
  sSubSup: (element) => withScripts(part(element, 'e'), { below: part(element, 'sub'), above: part(element, 'sup') }),
  sPre: (element) =>
    joinTex([withScripts('', { below: part(element, 'sub'), above: part(element, 'sup') }), part(element, 'e')]),
  nary: (element) =>
    large(
      property(element, 'chr') || '∫',
      { below: part(element, 'sub'), above: part(element, 'sup') },
      part(element, 'e'),
    ),
  d(element) {
    const parts = elementsOf(element).filter(({ name }) => name === 'e');
    const [open, close] = [property(element, 'begChr') ?? '(', property(element, 'endChr') ?? ')'];
    const [only] = parts;
    const choose = parts.length === 1 && only ? binomial(only) : undefined;
    if (choose && open === '(' && close === ')') return choose;
    return delimited(
      open,
      parts.map((each) => inner(each).trim()).join(` ${texOf(property(element, 'sepChr') || '|')} `),
      close,
    );
  },
  m: (element) => matrix(elementsOf(element).flatMap((row) => (row.name === 'mr' ? [cellsOf(row)] : []))),
  eqArr: (element) => lines(cellsOf(element)),
  acc(element) {
    const base = part(element, 'e');
    return accented(base, property(element, 'chr') ?? '\u0302') ?? base;
  },
  bar: (element) => `${property(element, 'pos') === 'top' ? '\\overline' : '\\underline'}{${part(element, 'e')}}`,
  groupChr(element) {
    const sign = property(element, 'chr') ?? '⏟';
    const base = part(element, 'e');
    const limits = property(element, 'pos') === 'top' ? { above: texOf(sign) } : { below: texOf(sign) };
    return /[⏞⏟︷︸]/.test(sign) ? (accented(base, sign) ?? base) : withLimits(base, limits);
  },
  limLow: (element) => withLimits(part(element, 'e'), { below: part(element, 'lim') }),
  limUpp: (element) => withLimits(part(element, 'e'), { above: part(element, 'lim') }),
  func: (element) => joinTex([functionName(childOf(element, 'fName')), spaced(part(element, 'e'))]),
  borderBox: (element) => `\\boxed{${part(element, 'e')}}`,
  phant: (element) => (isSet(property(element, 'show') ?? '1') ? part(element, 'e') : ''),
  oMathPara: (element) =>
    joinLines(elementsOf(element).flatMap((each) => (each.name === 'oMath' ? [inner(each)] : []))),
};

const cellsOf = (element: MathElement): string[] =>
  elementsOf(element).flatMap((cell) => (cell.name === 'e' ? [inner(cell).trim()] : []));

const joinLines = (all: readonly string[]): string => (all.length > 1 ? lines(all) : (all[0] ?? ''));

/** A part of a fraction in one line. */
const linear = (tex: string): string => (/^(?:[\p{L}\p{N}.,]+|\\[A-Za-z]+)$/u.test(tex) ? tex : `(${tex})`);

/** What a function is of stands apart from its name, unless it is in brackets. */
const spaced = (tex: string): string => (/^(?:[([]|\\left)/.test(tex) || tex === '' ? tex : ` ${tex}`);

/** Of two lines without a bar between brackets: n over k. */
function binomial(element: MathElement): string | undefined {
  const [only, ...others] = elementsOf(element).filter(({ name }) => !/Pr$/.test(name));
  if (!only || others.length > 0 || only.name !== 'f' || property(only, 'type') !== 'noBar') return undefined;
  return `\\binom{${part(only, 'num')}}{${part(only, 'den')}}`;
}

/** The name of a function, which may have limits. */
function functionName(element: MathElement | undefined): string {
  const plain = element && textOf(element).trim();
  return plain && /^[A-Za-z]+$/.test(plain)
    ? (functionCommand(plain) ?? `\\operatorname{${plain}}`)
    : inner(element).trim();
}

/** Text of an equation: words where it says that it is no formula, names where it is set upright. */
function run(element: MathElement): string {
  const properties = childOf(element, 'rPr');
  const text = elementsOf(element)
    .filter(({ name }) => name === 't')
    .map(textOf)
    .join('');
  if (isNormal(properties)) return /[\p{L}\s]/u.test(text) ? texText(text) : texOf(text);
  const style = childOf(properties, 'sty');
  const name = text.trim();
  const command = functionCommand(name);
  if (command) return command;
  return style && attributeOf(style, 'val') === 'p' && /^\p{L}{2,}$/u.test(name) ? upright(name) : texOf(text);
}

function isNormal(properties: MathElement | undefined): boolean {
  const normal = childOf(properties, 'nor');
  return normal !== undefined && isSet(attributeOf(normal, 'val') ?? '');
}
