/** A number at the head of a text, and what stands behind it; or why it cannot be read. */
export type ReadNumber = { value: number; rest: string } | { refusal: string };

/** Ways to write digits, each with what parts its thousands and its decimals. */
const WAYS: readonly { form: RegExp; thousands: string; decimal: string }[] = [
  { form: /^(?:\d+\.?\d*|\.\d+)$/, thousands: '', decimal: '.' },
  { form: /^[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?$/, thousands: ' ', decimal: ',' },
  { form: /^[1-9]\d{0,2}(?:'\d{3})+(?:[.,]\d+)?$/, thousands: "'", decimal: ',' },
  { form: /^[1-9]\d{0,2}(?:,\d{3})+\.\d+$/, thousands: ',', decimal: '.' },
  { form: /^[1-9]\d{0,2}(?:,\d{3}){2,}$/, thousands: ',', decimal: '.' },
  // Lakhs and crores.
  { form: /^[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/, thousands: ',', decimal: '.' },
  { form: /^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/, thousands: '.', decimal: ',' },
  { form: /^[1-9]\d{0,2}(?:\.\d{3}){2,}$/, thousands: '.', decimal: ',' },
  { form: /^\d*,\d+$/, thousands: '', decimal: ',' },
];
/** A thousand to some, and one to others. */
const AMBIGUOUS = /^[1-9]\d{0,2},\d{3}$/;

const SIGN = /^([+-]?) ?/;
const MIXED = /^(\d+) ([1-9]\d*)\/([1-9]\d*)(?![\d.,])/;
const FRACTION = /^(\d+(?:[.,]\d+)?) ?\/ ?(\d+(?:[.,]\d+)?)(?![\d.,])/;
const DIGITS = /^(?:\d(?:[\d.,']| (?=\d))*|[.,]\d+)/;
const EXPONENT = /^ ?(?:[eE]|[xX*] ?10 ?\^) ?[({]?([+-]?\d{1,4})[)}]?(?!\d)/;
const POWER = /^10 ?\^ ?[({]?([+-]?\d{1,4})[)}]?(?!\d)/;

const UNREADABLE = { refusal: 'Give one number, such as 12.5, -3e8, 6.02 x 10^23 or 3/4' };
const OUT_OF_RANGE = { refusal: 'The number is too large or too small' };

/** Reads the number at the head of a text that `plainNumerals` gave. */
export function readNumber(text: string): ReadNumber {
  const [head, sign] = SIGN.exec(text) as unknown as [string, string];
  const body = text.slice(head.length);
  const read = readFraction(body) ?? readPower(body) ?? readDecimal(body);
  return 'refusal' in read || sign !== '-' ? read : { ...read, value: -read.value };
}

function readFraction(text: string): ReadNumber | undefined {
  const [mixed, whole, part, of] = MIXED.exec(text) ?? [];
  if (mixed !== undefined) {
    if (Number(part) >= Number(of)) return UNREADABLE;
    return within(Number(whole) + Number(part) / Number(of), text.slice(mixed.length));
  }
  const [fraction, top, bottom] = FRACTION.exec(text) ?? [];
  if (fraction === undefined) return undefined;
  const [over, under] = [top, bottom].map((digits = '') => readDecimal(digits));
  if (!over || !under || 'refusal' in over || 'refusal' in under || under.value === 0) return UNREADABLE;
  return within(over.value / under.value, text.slice(fraction.length));
}

function readPower(text: string): ReadNumber | undefined {
  const [power, exponent] = POWER.exec(text) ?? [];
  return power === undefined ? undefined : within(Number(`1e${exponent}`), text.slice(power.length), false);
}

function readDecimal(text: string): ReadNumber {
  const [digits = ''] = DIGITS.exec(text) ?? [];
  if (AMBIGUOUS.test(digits))
    return {
      refusal: `${digits} can be read in two ways: write ${digits.replace(',', '')} or ${digits.replace(',', '.')}`,
    };
  const way = WAYS.find(({ form }) => form.test(digits));
  if (!way) return UNREADABLE;
  const plain = digits.replaceAll(way.thousands || /(?!)/g, '').replace(way.decimal, '.');
  const rest = text.slice(digits.length);
  const [written = '', exponent = '0'] = EXPONENT.exec(rest) ?? [];
  return within(Number(`${plain}e${exponent}`), rest.slice(written.length), !/[1-9]/.test(plain));
}

/** @param isZero whether the digits say so; else a zero is one that was too small */
const within = (value: number, rest: string, isZero = value === 0): ReadNumber =>
  Number.isFinite(value) && (value !== 0 || isZero) ? { value, rest: rest.trim() } : OUT_OF_RANGE;
