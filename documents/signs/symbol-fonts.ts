/**
 * What the characters of the font Symbol stand for, from 0x20 on, 16 in a row. Source: Adobe's mapping of the Symbol
 * encoding to Unicode (unicode.org, Public/MAPPINGS/VENDORS/ADOBE/symbol.txt, 2011); pieces of large brackets are
 * those of Unicode's Miscellaneous Technical block, and · stands where the font has nothing.
 */
const SYMBOL = [
  ' !∀#∃%&∋()∗+,−./',
  '0123456789:;<=>?',
  '≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ',
  'ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_',
  '‾αβχδεφγηιϕκλμνο',
  'πθρστυϖωξψζ{|}∼·',
];
/** The same from 0xA0 on. */
const SYMBOL_HIGH = [
  '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓',
  '°±″≥×∝∂•÷≠≡≈…⏐⎯↵',
  'ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉',
  '∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓',
  '◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪',
  '·〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭·',
];

/**
 * Signs of the font Wingdings that carry meaning in notes: hands, figures in circles, shapes, arrows, checks. Source:
 * the names that Unicode 7 gave them (L2/12-368), by the characters that older readers know as well.
 */
const WINGDINGS: ReadonlyMap<number, string> = new Map([
  ...runOf(0x21, '✏✂✁'),
  ...runOf(0x28, '☎✆✉'),
  ...runOf(0x41, '✌👌👍👎☜☞☝☟'),
  ...runOf(0x4a, '☺😐☹💣☠'),
  ...runOf(0x52, '☼'),
  ...runOf(0x54, '❄'),
  ...runOf(0x6c, '●❍■□'),
  ...runOf(0x71, '❑❒⬧⧫◆❖'),
  ...runOf(0x80, '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿'),
  ...runOf(0x9e, '·•▪○'),
  ...runOf(0xa7, '▪◻'),
  ...runOf(0xab, '★✶✴✹✵'),
  ...runOf(0xd5, '⌫⌦'),
  ...runOf(0xd8, '➢'),
  ...runOf(0xdf, '←→↑↓↖↗↙↘'),
  ...runOf(0xe8, '➔'),
  ...runOf(0xef, '⇦⇨⇧⇩⬄⇳'),
  ...runOf(0xfb, '✗✓☒☑'),
]);

/** Signs of Wingdings 2: checks and boxes; of Wingdings 3: arrows. */
const WINGDINGS_2: ReadonlyMap<number, string> = new Map([...runOf(0x4f, '✗✓☒☑☒'), ...runOf(0xa3, '☐')]);
const WINGDINGS_3: ReadonlyMap<number, string> = new Map([...runOf(0x66, '←→↑↓↖↗↙↘↔↕')]);

const FONTS: ReadonlyMap<string, ReadonlyMap<number, string>> = new Map([
  ['symbol', new Map([...runOf(0x20, SYMBOL.join('')), ...runOf(0xa0, SYMBOL_HIGH.join(''))])],
  ['wingdings', WINGDINGS],
  ['wingdings 2', WINGDINGS_2],
  ['wingdings 3', WINGDINGS_3],
]);

/** What stands for a picture of a font that is in no table, so that a reader sees that there was one. */
export const UNKNOWN = '▯';

/** Whether a font shows other characters than its codes name. */
export const isSymbolFont = (font: string): boolean => FONTS.has(nameOf(font));

/**
 * The text that a reader sees of characters in a symbol font (Symbol, Wingdings). Its codes are written as they are, or
 * from U+F000 on, as Word writes them. Text of another font is given back.
 */
export function symbolText(text: string, font: string): string {
  const table = FONTS.get(nameOf(font));
  if (!table) return text;
  return [...text].map((character) => signOf(character.codePointAt(0) ?? 0, table) ?? character).join('');
}

/** A sign by its code in hexadecimal, as `w:sym` names it; '' for no code. */
export function symbolByCode(code: string, font: string): string {
  const number = Number.parseInt(code, 16);
  if (!Number.isInteger(number) || number < 0 || number > 0x10ffff) return '';
  const table = FONTS.get(nameOf(font));
  return table ? (signOf(number, table) ?? '') : isPrivate(number) ? UNKNOWN : String.fromCodePoint(number);
}

function signOf(code: number, table: ReadonlyMap<number, string>): string | undefined {
  const own = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  // A letter beyond the font's codes was typed in another one.
  if (own > 0xff || own <= 0x20) return own === code ? undefined : ' ';
  return table.get(own) ?? UNKNOWN;
}

const isPrivate = (code: number) =>
  (code >= 0xe000 && code <= 0xf8ff) || code === 0 || (code >= 0xd800 && code < 0xe000);

const nameOf = (font: string): string =>
  font
    .trim()
    .toLowerCase()
    .replace(/ mt$|\s*\(.*\)$/u, '');

function runOf(from: number, signs: string): [number, string][] {
  return [...signs].map((sign, at) => [from + at, sign]);
}
