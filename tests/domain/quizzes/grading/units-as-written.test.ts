import { describe, expect, test } from '@jest/globals';
import { gradeNumeric } from '../../../../domain/quizzes/grading/numeric.js';
import { readUnit } from '../../../../domain/quizzes/grading/read-unit.js';
import { namesOf, unitInSigns } from '../../../../domain/quizzes/grading/unit-names.js';

const tolerance = { absolute: 0, relative: 0 };
const graded = (value: number, unit: string | null, text: string) => {
  const { mark, problem } = gradeNumeric({ kind: 'numeric', value, unit, tolerance }, text);
  return problem ?? mark;
};

describe('A unit as people write it', () => {
  test.each([
    ['5 gm', 5, 'g'],
    ['5 gms', 5, 'g'],
    ['5 mls', 5, 'mL'],
    ['5 kilo', 5, 'kg'],
    ['5 kilos', 5, 'kg'],
    ['5 KG', 5, 'kg'],
    ['5 KGS', 5, 'kg'],
    ['760 mm Hg', 760, 'mmHg'],
    ['760 mm-Hg', 760, 'mmHg'],
    ['760 mm of Hg', 760, 'mmHg'],
    ['37 degrees centigrade', 37, 'tempC'],
    ['37 deg. C', 37, 'tempC'],
    ['37 Grad Celsius', 37, 'tempC'],
    ['37 degrés Celsius', 37, 'tempC'],
    ['37 grados Celsius', 37, 'tempC'],
    ['37 graus Celsius', 37, 'tempC'],
    ['37 degrees Celcius', 37, 'tempC'],
    ['5 KN', 5, 'kN'],
    ['5000 N', 5, 'kN'],
    ['1 KB', 1000, 'byte'],
    ['5 KM', 5, 'km'],
    ['5 cu m', 5, 'm^3'],
    ['5 cu. m', 5, 'm^3'],
    ['5 cu.cm', 5, 'cm^3'],
    ['5 sq. km', 5, 'km^2'],
    ['5 s^-1', 5, 'rad/s'],
    ['5 1/s', 5, 'rad/s'],
    ['5 rad/s', 5, '1/s'],
    ['5 N m/rad', 5, 'N*m'],
  ])('%s is right for %d %s', (text, value, unit) => {
    expect(graded(value, unit, text)).toBe(1);
  });

  test.each([
    ['5 N', 5, 'kN', 0],
    ['5 Mg', 5, 'g', 0],
    ['5 gm', 5, 'Gm', 'wrong-dimension'],
    ['5 Gm', 5, 'g', 'wrong-dimension'],
    ['5 kilos', 5, 'ks', 'wrong-dimension'],
    ['5 cu m', 5, 'm', 'wrong-dimension'],
    ['5 cu', 5, 'm^3', 0],
    ['760 mm', 760, 'mmHg', 'wrong-dimension'],
    ['37 grad', 37, 'tempC', 'wrong-dimension'],
    ['5 rad', 5, 's', 'wrong-dimension'],
    ['5 rad/s', 5, 'Hz', 'wrong-dimension'],
    ['5 Hz', 5, 'rad/s', 'wrong-dimension'],
    ['5 kilohertz', 5000, 'rad/s', 'wrong-dimension'],
    ['60 rpm', 1, 'Hz', 'wrong-dimension'],
    ['5', 5, 'rad', 'missing-unit'],
    ['5 m/m', 5, 'rad', 'wrong-dimension'],
  ])('%s is not %d %s', (text, value, unit, expected) => {
    expect(graded(value, unit, text)).toBe(expected);
  });
});

describe('A share', () => {
  test.each([
    ['37', 37, null, 1],
    ['37 %', 37, null, 1],
    ['37%', 37, null, 1],
    ['37 percent', 37, null, 1],
    ['-37 %', -37, null, 1],
    ['38 %', 37, null, 0],
    ['37 ‰', 37, null, 0],
    ['0.37', 37, null, 0],
    ['37 %', 0.37, null, 1],
    ['0.37', 0.37, null, 1],
    ['37', 0.37, null, 0],
    ['0.37 %', 0.37, null, 0],
    ['1 %', 1, null, 0],
    ['150 %', 1.5, null, 1],
    ['37', 37, '%', 1],
    ['37 %', 37, '%', 1],
    ['0.5 %', 0.5, '%', 1],
    ['0.37', 37, '%', 0],
  ])('%s for %d and the unit %s counts %d', (text, value, unit, expected) => {
    expect(graded(value, unit, text)).toBe(expected);
  });
});

test.each([
  ['cu m', 'm^3'],
  ['cu. ft', 'ft^3'],
  ['cu', 'cu'],
  ['mm Hg', 'mmHg'],
  ['mm hg', 'mmHg'],
  ['degrees centigrade', 'degC'],
  ['Grad Fahrenheit', 'degF'],
  ['grad', 'grad'],
])('%j in signs is %j', (text, signs) => expect(unitInSigns(text)).toBe(signs));

test.each([
  ['gms', ['g']],
  ['KN', ['KN', 'kN', 'kn', 'Kn']],
  ['KM', ['KM', 'km', 'Km']],
])('the names of %s are %j', (written, names) => expect(namesOf(written)).toEqual(names));

test('radians beside other base units are none', () => {
  expect(readUnit('rad/s')?.dimension).toBe('<second>^-1');
  expect(readUnit('rad m/m')?.dimension).toBe('<radian>^1');
});
