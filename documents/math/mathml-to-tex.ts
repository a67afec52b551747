import { elementsOf, type MathElement, textOf } from './math-tree.js';
import { accented, delimited, fraction, lines, matrix, root, upright, withLimits, withScripts } from './tex-parts.js';
import { joinTex, LARGE_OPERATORS, texOf, texText } from './tex-symbols.js';
import { usableTex } from './usable-tex.js';

type Convert = (element: MathElement, parts: readonly MathElement[]) => string;

/**
 * A formula in MathML as TeX: the TeX that it was made from where that is annotated, else its presentation (MathML Core
 * and MathML 3, chapter 3), else the text that stands for it.
 */
export function mathmlToTex(math: MathElement): string {
  const presentation = row(math);
  return (
    annotation(math) ?? (presentation.trim() === '' ? (usableTex(math.attributes.alttext ?? '') ?? '') : presentation)
  );
}

/** Whether a formula stands in a line of its own. */
export const isDisplayed = ({ attributes }: MathElement): boolean =>
  attributes.display === 'block' || attributes.mode === 'display';

const ANNOTATION = /^(?:application\/x-tex|application\/x-latex|tex|latex)$/i;

function annotation(math: MathElement): string | undefined {
  for (const semantics of elementsOf(math)) {
    if (!/^(?:semantics|mrow|mstyle)$/.test(semantics.name)) continue;
    const found = elementsOf(semantics).find(
      ({ name, attributes }) => name === 'annotation' && ANNOTATION.test(attributes.encoding ?? ''),
    );
    const tex = found && usableTex(textOf(found));
    if (tex) return tex;
  }
  return undefined;
}

/** Elements that are one behind another. */
function row(element: MathElement): string {
  const children = element.children.map((child) => (typeof child === 'string' ? texOf(child.trim()) : toTex(child)));
  return joinTex(children).trim();
}

const toTex = (element: MathElement): string => {
  const convert = CONVERTERS[element.name];
  return convert ? convert(element, elementsOf(element)) : row(element);
};

const nth = (parts: readonly MathElement[], at: number): string => {
  const element = parts[at];
  return element ? toTex(element).trim() : '';
};

const isEmptyPart = (element: MathElement | undefined): boolean => element === undefined || element.name === 'none';

const CONVERTERS: Readonly<Record<string, Convert>> = {
  annotation: () => '',
  'annotation-xml': () => '',
  mi: identifier,
  mn: (element) => texOf(folded(element)),
  mo: operator,
  mtext: text,
  ms: text,
  mspace: () => ' ',
  maligngroup: () => '',
  malignmark: () => '',
  mglyph: ({ attributes }) => texText(attributes.alt ?? ''),
  mphantom: () => '',
  maction: (_element, parts) => nth(parts, 0),
  semantics: (_element, parts) => nth(parts, 0),
  mfrac({ attributes }, parts) {
    const [over, under] = [nth(parts, 0), nth(parts, 1)];
    return /^0(?:\D|$)/.test(attributes.linethickness ?? '') ? `{${over} \\atop ${under}}` : fraction(over, under);
  },
  msqrt: (element) => root(row(element)),
  mroot: (_element, parts) => root(nth(parts, 0), nth(parts, 1)),
  msup: (_element, parts) => withScripts(nth(parts, 0), { above: nth(parts, 1) }),
  msub: (_element, parts) => withScripts(nth(parts, 0), { below: nth(parts, 1) }),
  msubsup: (_element, parts) => withScripts(nth(parts, 0), { below: nth(parts, 1), above: nth(parts, 2) }),
  munder: (_element, parts) => marked(parts, { below: nth(parts, 1) }),
  mover: (_element, parts) => marked(parts, { above: nth(parts, 1) }),
  munderover: (_element, parts) => withLimits(nth(parts, 0), { below: nth(parts, 1), above: nth(parts, 2) }),
  mmultiscripts: (_element, parts) => multiscripts(parts),
  mfenced({ attributes }, parts) {
    const separators = [...(attributes.separators ?? ',').replace(/\s+/g, '')];
    const inner = parts.map((each, at) => {
      const separator = at === 0 ? '' : (separators[Math.min(at, separators.length) - 1] ?? '');
      return separator === '' ? toTex(each) : `${texOf(separator)} ${toTex(each)}`;
    });
    return delimited(attributes.open ?? '(', joinTex(inner), attributes.close ?? ')');
  },
  mtable(_element, parts) {
    const rows = parts.map((each) => {
      const cells = elementsOf(each).map((cell) => row(cell));
      return each.name === 'mlabeledtr' ? cells.slice(1) : cells;
    });
    return rows.every((cells) => cells.length === 1) ? lines(rows.map(([cell = '']) => cell)) : matrix(rows);
  },
  menclose(element) {
    const notation = element.attributes.notation ?? '';
    if (/\b(?:box|roundedbox)\b/.test(notation)) return `\\boxed{${row(element)}}`;
    return /\btop\b|actuarial/.test(notation) ? `\\overline{${row(element)}}` : row(element);
  },
};

const folded = (element: MathElement): string => textOf(element).replace(/\s+/g, ' ').trim();

function identifier(element: MathElement): string {
  const name = folded(element);
  const variant = element.attributes.mathvariant ?? '';
  if (/^double-struck$/.test(variant) && /^[A-Za-z]$/.test(name)) return `\\mathbb{${name}}`;
  if (/^bold$/.test(variant) && /^[A-Za-z]+$/.test(name)) return `\\mathbf{${name}}`;
  if (variant === 'italic' || [...name].length === 1) return texOf(name);
  return upright(name);
}

function operator(element: MathElement): string {
  const sign = folded(element);
  return /^[A-Za-z]{2,}$/.test(sign) ? upright(sign) : texOf(sign);
}

function text(element: MathElement): string {
  const words = textOf(element).replace(/\s+/g, ' ');
  return words.trim() === '' ? ' ' : texText(words);
}

/** An accent where the second part is one, else a limit. */
function marked(parts: readonly MathElement[], limits: { below?: string; above?: string }): string {
  const [base, mark] = parts;
  const of = nth(parts, 0);
  const sign = mark?.name === 'mo' ? folded(mark) : '';
  const isLarge = base !== undefined && LARGE_OPERATORS.has(folded(base));
  if (sign === '' || isLarge) return withLimits(of, limits);
  if (limits.below !== undefined && /^(?:[_¯‾―]|\u0332|\u0331)$/u.test(sign)) return `\\underline{${of}}`;
  const isOver = limits.above !== undefined || /[⏟︸]/u.test(sign);
  return (isOver ? accented(of, sign) : undefined) ?? withLimits(of, limits);
}

/** Scripts behind and before something, in pairs of below and above. */
function multiscripts([base, ...scripts]: readonly MathElement[]): string {
  const at = scripts.findIndex(({ name }) => name === 'mprescripts');
  const [behind, before] = at < 0 ? [scripts, []] : [scripts.slice(0, at), scripts.slice(at + 1)];
  const pairsOf = (list: readonly MathElement[]) =>
    list.flatMap((_each, n) => (n % 2 === 0 ? [limitsOf(list[n], list[n + 1])] : []));
  const withBehind = pairsOf(behind).reduce(withScripts, base ? toTex(base).trim() : '');
  return joinTex([...pairsOf(before).map((limits) => withScripts('', limits)), withBehind]);
}

const limitsOf = (below: MathElement | undefined, above: MathElement | undefined) => ({
  below: below && !isEmptyPart(below) ? toTex(below).trim() : '',
  above: above && !isEmptyPart(above) ? toTex(above).trim() : '',
});
