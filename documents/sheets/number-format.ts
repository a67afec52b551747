import { type FormatToken, formatDate, isDateCode } from './date-format.js';
import { formatFigures } from './figures.js';

/** Writes a number as a cell shows it. */
export type NumberFormat = (value: number) => string;

interface Section {
  tokens: FormatToken[];
  condition: ((value: number) => boolean) | undefined;
  locale: string;
}

/** Characters of a format; longer ones are made to exhaust us. */
const MAX_FORMAT = 500;
/** Languages of names by the numbers that Office has for them. */
const LOCALES: Readonly<Record<string, string>> = {
  '404': 'zh-TW',
  '405': 'cs',
  '406': 'da',
  '407': 'de',
  '408': 'el',
  '40a': 'es',
  '40b': 'fi',
  '40c': 'fr',
  '40e': 'hu',
  '410': 'it',
  '411': 'ja',
  '412': 'ko',
  '413': 'nl',
  '414': 'nb',
  '415': 'pl',
  '416': 'pt-BR',
  '419': 'ru',
  '41d': 'sv',
  '41f': 'tr',
  '422': 'uk',
  '804': 'zh',
  '807': 'de-CH',
  '816': 'pt',
  c07: 'de-AT',
  c0a: 'es',
};
/** ECMA-376, 18.8.22: a text in quotes, a character as it is, padding and filling, brackets, letters, figures. */
const TOKEN =
  /"([^"]*)"?|\\([\s\S]?)|[_*][\s\S]?|\[([^\]]*)\]|(General)|(AM\/PM|A\/P)|(y+|m+|d+|h+|s+(?:\.0+)?|e+(?![+-]))|([0#?][0#?,.]*|\.[0#?]+)|(E[+-])|([\s\S])/giu;

/**
 * The format of a number, a date or a time by its code, as ECMA-376 has it. A format that is not understood gives the
 * plain number.
 * @param is1904 whether days are counted from 1904
 */
export function createNumberFormat(code: string, is1904: boolean): NumberFormat {
  if (code.length > MAX_FORMAT || /^(?:general)?$/i.test(code)) return plainNumber;
  const sections = sectionsOf(code);
  return (value) => {
    const { section, isNegated } = sectionFor(sections, value);
    if (!section) return plainNumber(value);
    const { tokens, locale } = section;
    if (tokens.some((token) => !token.isLiteral && isDateCode(token.code.replace(/\.0+$/, ''))))
      return formatDate(value + (is1904 ? 1_462 : 0), tokens, locale)?.trim() ?? plainNumber(value);
    const shown = isNegated ? Math.abs(value) : value;
    return formatFigures(shown, tokens, plainNumber).trim();
  };
}

/** A number without a format: whole numbers in full, others with ten figures at most. */
export function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Number(value.toPrecision(10))).replace('e', 'E');
}

/** Up to four sections, parted by semicolons: for positive and negative numbers, zero, and text. */
function sectionsOf(code: string): Section[] {
  const sections: Section[] = [{ tokens: [], condition: undefined, locale: 'en' }];
  for (const [all, quoted, escaped, bracket, general, half, date, figures, exponent, other] of code.matchAll(TOKEN)) {
    const section = sections.at(-1);
    if (!section) continue;
    const put = (text: string, isLiteral: boolean) => section.tokens.push({ code: text, isLiteral });
    if (other === ';') sections.push({ tokens: [], condition: undefined, locale: 'en' });
    else if (quoted !== undefined || escaped !== undefined) put(quoted ?? escaped ?? '', true);
    else if (bracket !== undefined) takeBracket(section, bracket);
    else if (general ?? half ?? date ?? figures ?? exponent) put(all, false);
    else if (other !== undefined) put(other, !/[%/@]/.test(other));
    else if (all.startsWith('_')) put(' ', true);
  }
  return sections.slice(0, 4);
}

/** Times that count on, conditions, currencies and languages; colors are left out. */
function takeBracket(section: Section, bracket: string): void {
  const [, sign = '', language] = /^\$([^-]*)(?:-([\da-f]+))?/i.exec(bracket) ?? [];
  if (/^(?:h+|m+|s+)$/i.test(bracket)) section.tokens.push({ code: `[${bracket}]`, isLiteral: false });
  else if (bracket.startsWith('$')) {
    if (sign !== '') section.tokens.push({ code: sign, isLiteral: true });
    section.locale = LOCALES[(language ?? '').toLowerCase().slice(-3).replace(/^0/, '')] ?? section.locale;
  } else {
    const [, relation, bound] = /^(<=|>=|<>|<|>|=)(-?[\d.]+)$/.exec(bracket) ?? [];
    if (relation !== undefined) section.condition = conditionOf(relation, Number(bound));
  }
}

function conditionOf(relation: string, bound: number): (value: number) => boolean {
  if (relation === '<>') return (value) => value !== bound;
  if (relation === '=') return (value) => value === bound;
  const isEqual = relation.endsWith('=');
  return (value) => (isEqual && value === bound) || (relation.startsWith('<') ? value < bound : value > bound);
}

/** The section of a number; that of negative numbers has their sign itself. */
function sectionFor(sections: readonly Section[], value: number): { section: Section | undefined; isNegated: boolean } {
  if (sections.some(({ condition }) => condition !== undefined)) {
    const section =
      sections.find(({ condition }) => condition?.(value)) ?? sections.find(({ condition }) => !condition);
    return { section, isNegated: false };
  }
  const [positive, negative, zero] = sections;
  if (value < 0 && negative) return { section: negative, isNegated: true };
  return { section: value === 0 && zero ? zero : positive, isNegated: false };
}
