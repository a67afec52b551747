import { describe, expect, test } from '@jest/globals';
import { baseOf } from '../../../../domain/quizzes/grading/base-units.js';
import { compactParts } from '../../../../domain/quizzes/grading/compact-units.js';

describe('A unit in base units', () => {
  test.each<[string, number, Record<string, number>]>([
    ['m', 1, { '<meter>': 1 }],
    ['N', 1, { '<kilogram>': 1, '<meter>': 1, '<second>': -2 }],
    ['mmol', 0.001, { '<mole>': 1 }],
    ['zm', 1e-21, { '<meter>': 1 }],
    ['HZ', 1, { '<second>': -1 }],
    ['oz', 0.0283495231, { '<kilogram>': 1 }],
    ['%', 0.01, {}],
    ['‰', 0.001, {}],
  ])('%s has each base unit with its power', (name, factor, powers) => {
    const base = baseOf(name);
    expect(base?.factor).toBeCloseTo(factor, 24);
    expect(Object.fromEntries(base?.powers ?? [])).toEqual(powers);
  });

  test.each(['', 'm*s', 'm/s', 'm^2', '5', 'z', 'temperature', 'constructor', 'blorps'])('%j is none', (name) => {
    expect(baseOf(name)).toBeUndefined();
  });
});

describe('A product that is written as one name', () => {
  test.each<[string, number, string[]]>([
    ['Nm', 1, ['N', 'm']],
    ['kJmol', -1, ['kJ', 'mol']],
    ['kgms', -1, ['kg', 'm', 's']],
    ['ms', -1, ['m', 's']],
    ['ms', 0, ['ms']],
    ['ms', 1, ['ms']],
    ['mmol', 1, ['mmol']],
    ['kgs', 1, ['kgs']],
    ['mols', 1, ['mols']],
    ['mms', 1, ['mms']],
    ['mK', 1, ['mK']],
    ['blorps', 1, ['blorps']],
    ['x', 1, ['x']],
  ])('%s with the power %d has the parts %j', (name, power, parts) => {
    expect(compactParts(name, power)).toEqual(parts);
  });
});
