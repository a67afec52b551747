import { baseOf } from './base-units.js';
import { compactParts } from './compact-units.js';
import { degreesOf, unitInSigns } from './unit-names.js';

/** A unit, as far as quantities are compared by it. */
export interface Unit {
  /** How many base units it is. */
  factor: number;
  /** Its base units with their powers: units of one kind have the same. Empty for percent. */
  dimension: string;
  /** The unit of its differences, where it may be one of temperature. */
  degrees: string | undefined;
  /** What it counts in a time, where that is said: 1 Hz is a whole turn a second, 1 rad/s is none. */
  turns?: 'radians' | 'cycles';
}

/** Whether two units measure the same. `1/s` says not what it counts, so it goes with `Hz` and with `rad/s`. */
export const isOfOneKind = (one: Unit, other: Unit): boolean =>
  one.dimension === other.dimension && (!one.turns || !other.turns || one.turns === other.turns);

/** Units in a product at most. */
const MAX_FACTORS = 8;

/** A name, and its power: one digit. */
const FACTOR =
  /([a-zA-Zμ]{0,5}Ω|[\p{L}\p{M}]{1,20}|[°%‰$])(?:(?: ?\^ ?)?(?:\(([+-]?\d)\)|\{([+-]?\d)\}|([+-]?\d))(?!\d))?/uy;
/** What parts two factors. Behind ohms, and between a power and the next name, may stand nothing. */
const BETWEEN = /[ *.]+|-(?=\p{L})|$|(?<=Ω)|(?<=[\d)}])(?=\p{L})/uy;

/**
 * Reads a unit: names with powers, parted by `*`, a dot or a space. All that stands behind a `/` is divided by.
 * @param text as `plainNumerals` gives it
 * @returns undefined for what is no unit
 */
export function readUnit(text: string): Unit | undefined {
  const written = unitInSigns(text);
  const [top = '', ...below] = written.split('/');
  const numerator = below.length > 0 && /^1? ?$/.test(top) ? [] : readProduct(top, 1);
  const products = [numerator, ...below.map((part) => readProduct(part, -1))];
  const factors = products.flatMap((product) => product ?? []);
  if (products.includes(undefined) || factors.length > MAX_FACTORS) return undefined;

  const powers = new Map<string, number>();
  let factor = 1;
  for (const { name, power } of factors) {
    const base = baseOf(name);
    if (!base) return undefined;
    factor *= base.factor ** power;
    for (const [unit, times] of base.powers) powers.set(unit, (powers.get(unit) ?? 0) + times * power);
  }
  const base = [...powers].filter(([, power]) => power !== 0);
  // An angle is a number: beside other units it is left out, as in N m/rad.
  const beside = base.filter(([unit]) => unit !== RADIAN);
  const unit = { factor, dimension: dimensionOf(beside.length > 0 ? beside : base), degrees: degreesOf(written) };
  if (beside.length > 0 && beside.length < base.length) return { ...unit, turns: 'radians' };
  return factors.some(({ name }) => CYCLES.test(name)) ? { ...unit, turns: 'cycles' } : unit;
}

const RADIAN = '<radian>';
const CYCLES = /^.?hz$|hertz$/i;

const dimensionOf = (powers: readonly (readonly [string, number])[]): string =>
  powers
    .map((one) => one.join('^'))
    .sort()
    .join(' ');

interface Factor {
  name: string;
  power: number;
}

function readProduct(text: string, sign: 1 | -1): Factor[] | undefined {
  const bare = text.trim().replace(/^\(([^()]*)\)$/, '$1');
  const factors: Factor[] = [];
  for (let at = 0; at < bare.length && factors.length <= MAX_FACTORS; ) {
    FACTOR.lastIndex = at;
    const [written = '', name = '', ...raised] = FACTOR.exec(bare) ?? [];
    BETWEEN.lastIndex = at + written.length;
    const between = BETWEEN.exec(bare)?.[0];
    if (written === '' || between === undefined) return undefined;
    const power = Number(raised.find((one) => one !== undefined) ?? 1);
    const parts = compactParts(name, power);
    // As it is written, a power is that of the last.
    factors.push(...parts.map((part, nth) => ({ name: part, power: sign * (nth === parts.length - 1 ? power : 1) })));
    at += written.length + between.length;
  }
  return factors.length > 0 ? factors : undefined;
}
