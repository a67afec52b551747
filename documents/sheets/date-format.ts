/** A piece of a number format: a letter code such as `yyyy`, or what stands as it is. */
export interface FormatToken {
  code: string;
  isLiteral: boolean;
}

const DAY = 86_400;
/** Days from the beginning of Excel's calendar to 1970, behind its 29 February 1900, which never was. */
const DAYS_TO_1970 = 25_569;
const LEAP_DAY = 60;
/** The last day of the year 9999. */
const LAST_DAY = 2_958_466;

/** Letter codes of dates and times. */
export const isDateCode = (code: string): boolean => /^(?:[ymdhse]+|\[[hms]+\]|AM\/PM|A\/P)$/i.test(code);

/**
 * Days of Excel's calendar as a date or time.
 * @param locale whose names months and days have
 * @returns undefined for what is no date
 */
export function formatDate(days: number, tokens: readonly FormatToken[], locale: string): string | undefined {
  if (days < 0 || days >= LAST_DAY) return undefined;
  const fraction = Math.max(0, ...tokens.map(({ code }) => /^s+\.(0+)$/.exec(code)?.[1]?.length ?? 0));
  const seconds = Number((days * DAY).toFixed(Math.min(fraction, 3)));
  const whole = Math.floor(seconds / DAY);
  const date = new Date((whole - DAYS_TO_1970 + (whole < LEAP_DAY ? 1 : 0)) * DAY * 1_000);
  const ofDay = seconds - whole * DAY;
  const isHalf = tokens.some(({ code, isLiteral }) => !isLiteral && /^(?:AM\/PM|A\/P)$/i.test(code));
  const isMinutes = minutesAmong(tokens);
  const name = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date);
  return tokens
    .map(({ code, isLiteral }, at) => {
      if (isLiteral) return code;
      const letters = code.toLowerCase();
      const padded = (value: number) => String(value).padStart(letters.length > 1 ? 2 : 1, '0');
      const hours = Math.floor(ofDay / 3_600);
      if (letters === '[h]' || letters === '[hh]') return String(Math.floor(seconds / 3_600));
      if (/^\[m+\]$/.test(letters)) return String(Math.floor(seconds / 60));
      if (/^\[s+\]$/.test(letters)) return String(Math.floor(seconds));
      if (/^a/.test(letters)) return hours < 12 ? 'AM' : 'PM';
      if (/^[ye]/.test(letters))
        return letters.length === 2 ? padded(date.getUTCFullYear() % 100) : String(date.getUTCFullYear());
      if (/^m/.test(letters) && isMinutes[at]) return padded(Math.floor(ofDay / 60) % 60);
      if (/^mmm/.test(letters))
        return name({ month: letters.length === 3 ? 'short' : letters.length === 4 ? 'long' : 'narrow' });
      if (/^m/.test(letters)) return padded(date.getUTCMonth() + 1);
      if (/^ddd/.test(letters)) return name({ weekday: letters.length === 3 ? 'short' : 'long' });
      if (/^d/.test(letters)) return padded(date.getUTCDate());
      if (/^h/.test(letters)) return padded(isHalf ? hours % 12 || 12 : hours);
      if (!/^s/.test(letters)) return code;
      const [, point = '', figures = ''] = /^s+(\.)?(0*)$/.exec(letters) ?? [];
      const rest = ofDay % 60;
      const text = figures === '' ? String(Math.floor(rest)) : rest.toFixed(Math.min(figures.length, 3));
      return point === '' ? text.padStart(letters.length > 1 ? 2 : 1, '0') : text.padStart(3 + figures.length, '0');
    })
    .join('');
}

/** Which tokens of `m` are minutes: those behind hours, and before seconds. */
function minutesAmong(tokens: readonly FormatToken[]): boolean[] {
  const codes = tokens.map(({ code, isLiteral }) => (isLiteral ? '' : code.toLowerCase()));
  const near = (at: number, step: 1 | -1): string => {
    let next = at + step;
    while (codes[next] === '') next += step;
    return codes[next] ?? '';
  };
  return codes.map((code, at) => /^m{1,2}$/.test(code) && (/^\[?h/.test(near(at, -1)) || /^\[?s/.test(near(at, 1))));
}
