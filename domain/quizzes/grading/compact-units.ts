import { isUnit } from './base-units.js';

/** Symbols of which products are written without a sign; `kgs` and `mols` are plurals, and `mK` is none. */
const SYMBOLS = /[kMm]?(?:N|J|W|A|V|Pa)|kg(?!s$)|mol(?!s$)|(?<=[NJWg])K$|[ms]/g;
/** What such a product has beside lengths and times: `mms` are millimeters. */
const TELLING = /[NJWAV]|Pa|kg|mol/;

/**
 * The parts of a product that is written as one name, as in `Nm`, `Js`, `kJmol⁻¹` and `kgms⁻¹`. Before a power below
 * zero `ms` is such a product, too: meters per second are written so, and nobody counts per millisecond.
 * @returns the name alone where it is a unit, or no such product
 */
export function compactParts(name: string, power: number): string[] {
  if (name === 'ms' && power < 0) return ['m', 's'];
  const parts = name.match(SYMBOLS) ?? [];
  const isProduct = parts.length > 1 && parts.join('') === name && TELLING.test(name);
  return isProduct && !isUnit(name) ? parts : [name];
}
