import type { QuestionKey } from '../question.js';
import type { Grade } from './grade.js';
import { plainNumerals } from './plain-numerals.js';
import { type ReadQuantity, readQuantity } from './read-quantity.js';
import { isOfOneKind, readUnit, type Unit } from './read-unit.js';

type NumericKey = Extract<QuestionKey, { kind: 'numeric' }>;

/** What calculating with floats may add, as a share: no student is to lose by it. */
const ROUNDING = 1e-9;
/** Kelvins of nothing on each scale, and the size of its degrees. */
const SCALES: Readonly<Record<string, { zero: number; degree: number }>> = {
  tempC: { zero: 273.15, degree: 1 },
  tempF: { zero: 459.67 * (5 / 9), degree: 5 / 9 },
  tempK: { zero: 0, degree: 1 },
};

/** The unit of a key; undefined for a text that is none, so that a check of questions can say so. */
export const readKeyUnit = (text: string): Unit | undefined => readUnit(plainNumerals(text) ?? '');

/** Marks a number: |answer - key| <= max(absolute, relative * |key|), in the unit of the key. */
export function gradeNumeric(key: NumericKey, text: string): Grade {
  const rule = 'numeric';
  const read = readQuantity(text);
  if ('refusal' in read) return { mark: 0, rule, problem: 'unreadable' };
  const grade = gradeRead(key, read);
  // Where the gap of `____ %` asks for a bare 37, who writes the sign once more means 37, and not 0.37.
  const isSignRepeated = grade.mark === 0 && key.unit === null && Math.abs(key.value) > 1 && isPercent(read.unit);
  return isSignRepeated ? gradeRead(key, { value: read.value, unit: undefined }) : grade;
}

const isPercent = (unit: Unit | undefined): boolean => unit?.dimension === '' && unit.factor === 0.01;

function gradeRead(key: NumericKey, read: Answer): Grade {
  const rule = 'numeric';
  const scale = key.unit === null ? undefined : SCALES[key.unit];
  const pair = scale ? onScale(key, scale, read) : inBaseUnits(key, read);
  if (typeof pair === 'string') return { mark: 0, rule, problem: pair };
  const { answer, right, unit } = pair;
  const tolerance = Math.max(key.tolerance.absolute, key.tolerance.relative * Math.abs(key.value)) * unit;
  const rounding = ROUNDING * Math.max(Math.abs(answer), Math.abs(right));
  return { mark: Math.abs(answer - right) <= tolerance + rounding ? 1 : 0, rule };
}

type Answer = Exclude<ReadQuantity, { refusal: string }>;
/** Both in base units, and how many of them the key's unit is. */
type Pair = { answer: number; right: number; unit: number };
type Mismatch = 'missing-unit' | 'wrong-dimension';

function inBaseUnits(key: NumericKey, { value, unit }: Answer): Pair | Mismatch {
  const asked = key.unit === null ? { factor: 1, dimension: '', degrees: undefined } : readKeyUnit(key.unit);
  if (!asked) throw new RangeError(`The unit ${key.unit} of a key is not known`);
  // Whoever is asked for percent may say 50.
  const answered = unit ?? (asked.dimension === '' ? asked : undefined);
  if (!answered) return 'missing-unit';
  if (!isOfOneKind(answered, asked)) return 'wrong-dimension';
  return { answer: value * answered.factor, right: key.value * asked.factor, unit: asked.factor };
}

function onScale(key: NumericKey, asked: { zero: number; degree: number }, { value, unit }: Answer): Pair | Mismatch {
  if (!unit) return 'missing-unit';
  const answered = SCALES[unit.degrees?.replace('deg', 'temp') ?? ''];
  if (!answered) return 'wrong-dimension';
  const kelvin = (scale: typeof asked, degrees: number) => scale.zero + scale.degree * degrees;
  return { answer: kelvin(answered, value), right: kelvin(asked, key.value), unit: asked.degree };
}
