import { describe, expect, test } from '@jest/globals';
import { readUnit } from '../../../../domain/quizzes/grading/read-unit.js';
import { namesOf, unitInSigns } from '../../../../domain/quizzes/grading/unit-names.js';

describe('A unit', () => {
  test.each([
    ['m', 1, '<meter>^1'],
    ['m*m', 1, '<meter>^2'],
    ['km/s', 1000, '<meter>^1 <second>^-1'],
    ['s^-1 m', 1, '<meter>^1 <second>^-1'],
    ['1/s', 1, '<second>^-1'],
    ['J / (kg m)', 1, '<meter>^1 <second>^-2'],
    ['m/m', 1, ''],
    ['m m m m m m m m', 1, '<meter>^8'],
  ])('%s is so many base units with their powers', (text, factor, dimension) => {
    expect(readUnit(text)).toEqual({ factor, dimension, degrees: undefined });
  });

  test.each([['°C'], ['celsius'], ['C']])('%s is one of temperature as well', (text) => {
    expect(readUnit(text)?.degrees).toBe('degC');
  });

  test.each(['', ' ', '1', 'm m m m m m m m m', 'm(s)', '(m)s', '(m', '*m', 'm//s', 'm/', 'blorps', 'temperature'])(
    '%j is none',
    (text) => expect(readUnit(text)).toBeUndefined(),
  );
});

describe('A unit in signs', () => {
  test.each([
    [' m ', 'm'],
    ['degree Celsius', 'degC'],
    ['degrees fahrenheit', 'degF'],
    ['deg k', 'degK'],
    ['° C', 'degC'],
    ['meters per second squared', 'meters/second^2'],
    ['seconds cubed', 'seconds^3'],
    ['percent', '%'],
    ['per cent', '%'],
    ['percent per year', '%/year'],
    ['percentile', 'percentile'],
    ['square meters', 'meters^2'],
    ['squaremeters', 'meters^2'],
    ['sq m', 'm^2'],
    ['sqm', 'm^2'],
    ['cubic meters', 'meters^3'],
    ['cubicmeters', 'meters^3'],
    ['light year', 'ly'],
    ['light-years', 'ly'],
    ['lightyears', 'ly'],
    ['kmh', 'km/h'],
    ['KPH', 'km/h'],
    ['J/kmh', 'J/kmh'],
    ['kmh s', 'kmh s'],
  ])('%j is %j', (text, signs) => expect(unitInSigns(text)).toBe(signs));
});

describe('The names of a unit', () => {
  test.each([
    ['K', ['degK']],
    ['ha', ['hectare']],
    ['tempC', ['degC']],
    ['temperature', ['']],
    ['Teslas', ['Teslas', 'teslas', 'Tesla', 'tesla']],
    ['Km', ['Km', 'km']],
    ['HZ', ['HZ', 'hz', 'Hz']],
  ])('%s are %j', (written, names) => expect(namesOf(written)).toEqual(names));
});
