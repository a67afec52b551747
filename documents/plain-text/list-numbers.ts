/** How a list writes its numbers, by the words that Word has for them; in figures by any other. */
export type NumberFormat = string;

const BY_SIGN: Readonly<Record<string, NumberFormat>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

/** The format that HTML and OpenDocument call by a sign, such as `a` and `I`. */
export const formatBySign = (sign: string): NumberFormat => BY_SIGN[sign] ?? 'decimal';

/** A number as Word's formats name it: `lowerRoman`, `upperLetter`, `decimalZero` (01), else in figures. */
export function writeNumber(format: NumberFormat, number: number): string {
  if (format === 'lowerLetter') return letters(number);
  if (format === 'upperLetter') return letters(number).toUpperCase();
  if (format === 'lowerRoman') return roman(number);
  if (format === 'upperRoman') return roman(number).toUpperCase();
  if (format === 'decimalZero' && number >= 0) return String(number).padStart(2, '0');
  return String(number);
}

/** a to z, then aa to zz, as Word counts. */
function letters(number: number): string {
  if (number < 1 || number > 26 * 10) return String(number);
  return String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
}

const ROMAN = 'm1000 cm900 d500 cd400 c100 xc90 l50 xl40 x10 ix9 v5 iv4 i1'.split(' ').map((numeral) => ({
  numeral: numeral.replace(/\d+/, ''),
  worth: Number(numeral.replace(/\D+/, '')),
}));

function roman(number: number): string {
  if (number < 1 || number > 3_999) return String(number);
  let rest = number;
  let text = '';
  for (const { numeral, worth } of ROMAN) {
    text += numeral.repeat(Math.floor(rest / worth));
    rest %= worth;
  }
  return text;
}
