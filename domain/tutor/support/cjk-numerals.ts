const DIGITS = new Map([...'〇零一二三四五六七八九'].map((sign, at) => [sign, Math.max(at - 1, 0)]));
DIGITS.set('两', 2).set('兩', 2);
const PLACES = new Map(Object.entries({ 十: 10, 百: 100, 千: 1000 }));
const MYRIADS = new Map(Object.entries({ 万: 1e4, 萬: 1e4, 億: 1e8, 亿: 1e8, 兆: 1e12 }));

/** What stands behind the whole part: 点五 of 三点五. Three o'clock and ten minutes, 三点十分, is no such number. */
export const DECIMAL_PART = '[点點][〇零一二两兩三四五六七八九]+(?![〇零一二两兩三四五六七八九十百分刻])';
const DIGITS_PART = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?';
const PART = new RegExp(`${DIGITS_PART}|${DECIMAL_PART}|.`, 'gu');
const DIGITS_WITH_SIGNS = `${DIGITS_PART}[ \\u00a0]?[十百千万萬亿億兆][〇零一二两兩三四五六七八九十百千万萬亿億兆]*`;

/** Digits that signs multiply, which parse as a numeral: 290万, 3百5十, 1億2000万, 3万5000. */
export const MIXED_NUMERAL = new RegExp(
  `(?<![\\p{N}.,\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}])(?:${DIGITS_WITH_SIGNS})+(?:\\d{2,}(?![.,]?\\d))?`,
  'gu',
);

/**
 * A number written in Chinese characters: 二十三, 三百万, or digit by digit, 一九四九; with digits among them, 3百万. NaN
 * where it is none.
 */
export function parseCjkNumeral(text: string): number {
  if (/^[〇零一二两兩三四五六七八九]{2,}$/.test(text)) return Number(inDigits(text));
  let [total, section, digit] = [0, 0, Number.NaN];
  for (const sign of text.replace(/[ \u00a0]/g, '').match(PART) ?? []) {
    const value = /\d/.test(sign) ? Number(sign.replaceAll(',', '')) : DIGITS.get(sign);
    const [place, myriad] = [PLACES.get(sign), MYRIADS.get(sign)];
    if (/^[点點]./.test(sign)) digit = Number(`${digit || 0}.${inDigits(sign.slice(1))}`);
    else if (value !== undefined) digit = value;
    else if (place !== undefined) {
      section += (Number.isNaN(digit) ? 1 : digit) * place;
      digit = Number.NaN;
    } else if (myriad !== undefined) {
      total += (section + (Number.isNaN(digit) ? 0 : digit) || 1) * myriad;
      section = 0;
      digit = Number.NaN;
    } else return Number.NaN;
  }
  return total + section + (Number.isNaN(digit) ? 0 : digit);
}

const inDigits = (text: string): string => [...text].map((sign) => DIGITS.get(sign) ?? 0).join('');
