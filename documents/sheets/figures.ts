import type { FormatToken } from './date-format.js';

/** Decimals at most that a format shows. */
const MAX_DECIMALS = 15;
/** Larger numbers have no figures of their own any more. */
const MAX_PLACED = 1e20;

/** A number by the placeholders of its format: `0`, `#` and `?`, groups of thousands, percent, powers of ten, fractions. */
export function formatFigures(value: number, tokens: readonly FormatToken[], plain: (value: number) => string): string {
  const isFigures = ({ code, isLiteral }: FormatToken) => !isLiteral && /^[0#?.]/.test(code);
  const exponent = tokens.findIndex(({ code, isLiteral }) => !isLiteral && /^E[+-]$/i.test(code));
  const slash = tokens.findIndex(({ code, isLiteral }) => !isLiteral && code === '/');
  const percents = tokens.filter(({ code, isLiteral }) => !isLiteral && code === '%').length;
  const pattern = tokens
    .filter(isFigures)
    .map(({ code }) => code)
    .join('');
  if (pattern === '') return joined(tokens, (code) => (/^general$/i.test(code) ? plain(value) : code));
  if (exponent >= 0) return withExponent(value, tokens, exponent);
  if (slash > 0 && tokens.filter(isFigures).length > 1) return withFraction(value, tokens, slash);
  const scale = (/,+$/.exec(pattern) ?? /,+(?=\.)/.exec(pattern))?.[0].length ?? 0;
  // Spreadsheets format the 15 figures that they keep: 100 times .145 is 14.499999999999998 in binary.
  const scaled = Number(((value * 100 ** percents) / 1_000 ** scale).toPrecision(15));
  if (Math.abs(scaled) >= MAX_PLACED) return plain(value);
  return placed(scaled, tokens, isFigures);
}

const joined = (tokens: readonly FormatToken[], write: (code: string, at: number) => string): string =>
  tokens.map(({ code, isLiteral }, at) => (isLiteral ? code : code === '@' ? '' : write(code, at))).join('');

/** The figures in their places; those of the whole part are dealt out from its end, since signs may stand among them. */
function placed(value: number, tokens: readonly FormatToken[], isFigures: (token: FormatToken) => boolean): string {
  const [whole = '', decimals = ''] = tokens
    .filter(isFigures)
    .map(({ code }) => code)
    .join('')
    .split('.');
  const most = Math.min(decimals.replace(/,/g, '').length, MAX_DECIMALS);
  const least = decimals.replace(/[^0]/g, '').length;
  const [integer = '', fraction = ''] = rounded(Math.abs(value), most).split('.');
  const shownFraction = fraction.replace(/0+$/, '').padEnd(Math.min(least, most), '0');
  const figures = (integer === '0' ? '' : integer).padStart(whole.replace(/[^0]/g, '').length, '0');
  const isGrouped = /[0#?],+[0#?]/.test(whole);
  const written = new Map<number, string>();
  let left = figures;
  const places = [...tokens.keys()].filter((at) => isFigures(tokens[at] ?? { code: '', isLiteral: true }));
  const pointAt = places.find((at) => tokens[at]?.code.includes('.'));
  for (const at of places.toReversed()) {
    const [before = '', behind] = (tokens[at]?.code ?? '').split('.');
    if (pointAt !== undefined && at > pointAt) {
      written.set(at, '');
      continue;
    }
    const count = before.replace(/,/g, '').length;
    const isFirst = at === places[0];
    const own = isFirst ? left : left.slice(Math.max(0, left.length - count));
    left = isFirst ? '' : left.slice(0, Math.max(0, left.length - count));
    const point = behind === undefined || shownFraction === '' ? '' : `.${shownFraction}`;
    written.set(at, (isGrouped ? own.replace(/\B(?=(?:\d{3})+$)/g, ',') : own) + point);
  }
  const isZero = Number(rounded(value, most)) === 0;
  return (value < 0 && !isZero ? '-' : '') + joined(tokens, (code, at) => written.get(at) ?? code);
}

/** Rounded by its decimal figures, half up, as spreadsheets do. */
function rounded(value: number, decimals: number): string {
  const text = String(value);
  if (text.includes('e') || value >= 1e15) return value.toFixed(decimals);
  return Number(`${Math.round(Number(`${text}e${decimals}`))}e-${decimals}`).toFixed(decimals);
}

function withExponent(value: number, tokens: readonly FormatToken[], at: number): string {
  const mantissa = tokens
    .slice(0, at)
    .filter(({ isLiteral }) => !isLiteral)
    .map(({ code }) => code)
    .join('');
  const [whole = '', decimals = ''] = mantissa.split('.');
  const step = Math.max(1, whole.replace(/[^0#?]/g, '').length);
  const [size = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  let power = Math.floor(Number(exponent) / step) * step;
  const places = Math.min(decimals.replace(/[^0#?]/g, '').length, MAX_DECIMALS);
  let figures = rounded(Number(size) * 10 ** (Number(exponent) - power), places);
  if (Number(figures) >= 10 ** step) {
    power += step;
    figures = rounded(1, places);
  }
  const width = tokens.slice(at + 1).find(({ isLiteral }) => !isLiteral)?.code.length ?? 1;
  const sign = power < 0 ? '-' : tokens[at]?.code.endsWith('+') ? '+' : '';
  return `${value < 0 ? '-' : ''}${figures}E${sign}${String(Math.abs(power)).padStart(width, '0')}`;
}

function withFraction(value: number, tokens: readonly FormatToken[], slash: number): string {
  const [denominator = '?'] = tokens
    .slice(slash + 1)
    .map(({ code }) => code)
    .join('')
    .trim()
    .split(' ');
  const hasWhole = tokens.slice(0, slash).filter(({ code, isLiteral }) => !isLiteral && /^[0#?]/.test(code)).length > 1;
  const size = Math.abs(value);
  const whole = hasWhole ? Math.floor(size) : 0;
  const fixed = /^[1-9]\d{0,3}$/.test(denominator) ? Number(denominator) : undefined;
  const most = 10 ** Math.min(denominator.length, 3) - 1;
  const [over, under] = fixed === undefined ? nearest(size - whole, most) : [Math.round((size - whole) * fixed), fixed];
  const parts =
    over === 0
      ? [String(whole)]
      : over === under
        ? [String(whole + 1)]
        : [whole > 0 ? String(whole) : '', `${over}/${under}`];
  return (value < 0 ? '-' : '') + parts.filter((part) => part !== '').join(' ');
}

/** The nearest fraction with a denominator up to a bound. */
function nearest(value: number, most: number): [number, number] {
  let best: [number, number] = [Math.round(value), 1];
  for (let under = 2; under <= most; under += 1) {
    const over = Math.round(value * under);
    if (Math.abs(over / under - value) < Math.abs(best[0] / best[1] - value) - 1e-12) best = [over, under];
  }
  return best;
}
