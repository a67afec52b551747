const DIGITS = new Map([...'〇零一二三四五六七八九'].map((sign, at) => [sign, Math.max(at - 1, 0)]));
DIGITS.set('两', 2).set('兩', 2);
const PLACES = new Map(Object.entries({ 十: 10, 百: 100, 千: 1000 }));
const MYRIADS = new Map(Object.entries({ 万: 1e4, 萬: 1e4, 億: 1e8, 亿: 1e8, 兆: 1e12 }));

/** What multiplies a number before it: 290万. */
export const MYRIAD_SIGNS = '百千万萬亿億兆';

/** A number written in Chinese characters: 二十三, 三百万, or digit by digit, 一九四九. NaN where it is none. */
export function parseCjkNumeral(text: string): number {
  if (/^[〇零一二两兩三四五六七八九]{2,}$/.test(text)) {
    return Number([...text].map((sign) => DIGITS.get(sign) ?? 0).join(''));
  }
  let [total, section, digit] = [0, 0, Number.NaN];
  for (const sign of text) {
    const [value, place, myriad] = [DIGITS.get(sign), PLACES.get(sign), MYRIADS.get(sign)];
    if (value !== undefined) digit = value;
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

/** The value of a sign that multiplies the number before it. */
export const multiplierOf = (sign: string): number => PLACES.get(sign) ?? MYRIADS.get(sign) ?? 1;
