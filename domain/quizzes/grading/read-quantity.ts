import { plainNumerals } from './plain-numerals.js';
import { readNumber } from './read-number.js';
import { readUnit, type Unit } from './read-unit.js';

/** UTF-16 units that a number with its unit has at most. */
const MAX_LENGTH = 100;

/** A number with its unit, if it has one; or why it cannot be read. */
export type ReadQuantity = { value: number; unit: Unit | undefined } | { refusal: string };

/** Reads what a student wrote for a number. */
export function readQuantity(text: string): ReadQuantity {
  if (text.length > MAX_LENGTH) return { refusal: `A number has ${MAX_LENGTH} characters at most` };
  const plain = plainNumerals(text);
  if (plain === undefined) return { refusal: 'Write digits plainly, and powers as 10^3' };
  const number = readNumber(plain.replace(/^([+-]?) ?\$ ?(.+)$/, '$1$2 $$').replace(/ 1\/(?=[a-zA-Zμ(])/, ' /'));
  if ('refusal' in number) return number;
  const { value, rest } = number;
  if (rest === '') return { value, unit: undefined };
  const unit = readUnit(rest);
  return unit ? { value, unit } : { refusal: 'What stands behind the number is no unit that is known here' };
}
