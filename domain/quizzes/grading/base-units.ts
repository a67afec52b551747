import quantity from 'js-quantities';
import { namesOf } from './unit-names.js';

/** What a unit is of base units. */
export interface Base {
  factor: number;
  /** How often it has each base unit; below 0 where it is divided by it. */
  powers: ReadonlyMap<string, number>;
}

const PER_MILLE: Base = { factor: 1e-3, powers: new Map() };

/** A name alone: js-quantities keeps each text that it has read, so it must get few different ones. */
const NAME = /^(?:[a-zA-Zμ]{0,5}Ω|μ?[a-zA-Z]{1,20}|[Å°%$])$/u;

/** A unit in base units by its name, without powers; undefined where it is not known. */
export function baseOf(written: string): Base | undefined {
  if (written === '‰') return PER_MILLE;
  if (!NAME.test(written)) return undefined;
  for (const name of namesOf(written)) {
    const base = lookUp(name);
    if (base) return base;
  }
  return undefined;
}

/** Whether js-quantities knows a unit by this very name. */
export const isUnit = (name: string): boolean => lookUp(name) !== undefined;

function lookUp(name: string): Base | undefined {
  // It takes no name for 1, looks names up in plain objects, and has `z` for a redshift, so that `hz` were a length.
  if (name === '' || name in {} || /^(?!oz)[a-z]?z$/.test(name)) return undefined;
  try {
    const { scalar, numerator, denominator } = quantity(1, name).toBase();
    const powers = new Map<string, number>();
    const count = (units: string[], by: number) => {
      for (const unit of units) if (unit !== '<1>') powers.set(unit, (powers.get(unit) ?? 0) + by);
    };
    count(numerator, 1);
    count(denominator, -1);
    return { factor: scalar, powers };
  } catch {
    return undefined;
  }
}
