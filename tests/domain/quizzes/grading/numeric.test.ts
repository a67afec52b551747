import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gradeNumeric, readKeyUnit } from '../../../../domain/quizzes/grading/numeric.js';

const key = (value: number, unit: string | null = null, tolerance = { absolute: 0, relative: 0 }) =>
  ({ kind: 'numeric', value, unit, tolerance }) as const;

describe('units', () => {
  test.each([
    ['9.81 m s^-2', 9.81, 'm/s^2'],
    ['9.81 m/s²', 9.81, 'm/s^2'],
    ['9.81 m·s⁻²', 9.81, 'm/s^2'],
    ['9.81 m s-2', 9.81, 'm/s^2'],
    ['9.81m/s2', 9.81, 'm/s^2'],
    ['9.81 m/s/s', 9.81, 'm/s^2'],
    ['981 cm/s^2', 9.81, 'm/s^2'],
    ['5µm', 5, 'μm'],
    ['5 μm', 5, 'µm'],
    ['5e-6 m', 5, 'µm'],
    ['10 kg m/s', 10, 'kg*m/s'],
    ['10 N s', 10, 'kg*m/s'],
    ['36 km/h', 10, 'm/s'],
    ['36 kph', 10, 'm/s'],
    ['36 kilometers per hour', 10, 'm/s'],
    ['4.2 J/(g K)', 4.2, 'J/(g*K)'],
    ['4.2 J/g/K', 4.2, 'J/(g*K)'],
    ['4200 J/(kg °C)', 4.2, 'J/(g*K)'],
    ['5 kΩ', 5000, 'ohm'],
    ['5 ohms', 5, 'Ω'],
    ['2 Ωm', 2, 'ohm*m'],
    ['3 square meters', 3, 'm^2'],
    ['3 ㎡', 3, 'm^2'],
    ['1 l', 1, 'dm^3'],
    ['1 ha', 10_000, 'm^2'],
    ['5 Kg', 5, 'kg'],
    ['50 HZ', 50, 'Hz'],
    ['5 KM', 5, 'km'],
    ['5 KW', 5, 'kW'],
    ['1 °K', 1, 'tempK'],
    ['50 1/s', 50, 'Hz'],
    ['3 newtons', 3, 'N'],
    ['1/2 kg', 0.5, 'kg'],
    ['180°', Math.PI, 'rad'],
    ['$5', 5, 'USD'],
    ['5 $', 5, 'USD'],
    ['-$50', -50, 'USD'],
    ['5 $/h', 5, 'USD/h'],
    ['4200 J / (kg K)', 4.2, 'J/(g*K)'],
    ['10 s^-1 m', 10, 'm/s'],
    ['5 cm/m', 5, '%'],
    ['5 mmol', 0.005, 'mol'],
    ['180 º', Math.PI, 'rad'],
    ['35 ‰', 3.5, '%'],
    ['4 light years', 4, 'ly'],
    ['5 °C', 5, 'tempC'],
    ['5 ºC', 5, 'tempC'],
    ['5 ℃', 5, 'tempC'],
    ['5 degrees Celsius', 5, 'tempC'],
    ['5 C', 5, 'tempC'],
    ['278.15 K', 5, 'tempC'],
    ['41 °F', 5, 'tempC'],
    ['32 °F', 0, 'tempC'],
    ['-40 °F', -40, 'tempC'],
    ['9.81 meters per second squared', 9.81, 'm/s^2'],
    ['9.81 m per s squared', 9.81, 'm/s^2'],
    ['3 meters cubed', 3, 'm^3'],
    ['50 per second', 50, 'Hz'],
    ['12.5 per cent', 12.5, '%'],
    ['10 Nm', 10, 'J'],
    ['2 kNm', 2000, 'N*m'],
    ['3 Ns', 3, 'kg*m/s'],
    ['3 kgms⁻¹', 3, 'kg*m/s'],
    ['5 ms⁻¹', 5, 'm/s'],
    ['9.81 ms^-2', 9.81, 'm/s^2'],
    ['5 Nm⁻²', 5, 'Pa'],
    ['4.2 Jkg⁻¹K⁻¹', 4.2, 'J/(kg*K)'],
    ['286 kJmol⁻¹', 286, 'kJ/mol'],
    ['6.6e-34 Js', 6.6e-34, 'J*s'],
    ['5 ms', 5, 'ms'],
    ['5 kgs', 5, 'kg'],
    ['5 mols', 5, 'mol'],
    ['5 nm', 5, 'nm'],
    ['5 Km', 5, 'km'],
    ['5 mms', 5, 'mm'],
    ['5 °C', 5, 'degK'],
    ['5 C', 5, 'C'],
  ])('takes %j for %d %s', (text, value, unit) => {
    expect(gradeNumeric(key(value, unit), text)).toEqual({ mark: 1, rule: 'numeric' });
  });

  test.each([
    ['9.81', 'm/s^2', 'missing-unit'],
    ['9.81 m/s', 'm/s^2', 'wrong-dimension'],
    ['5 kg', 'm', 'wrong-dimension'],
    ['5', 'tempC', 'missing-unit'],
    ['5°', 'tempC', 'wrong-dimension'],
    ['5 J', 'tempC', 'wrong-dimension'],
    ['5 %', 'm', 'wrong-dimension'],
    ['x', 'm', 'unreadable'],
  ])('says of %j for %s what is wrong', (text, unit, problem) => {
    expect(gradeNumeric(key(9.81, unit), text)).toEqual({ mark: 0, rule: 'numeric', problem });
  });

  test('takes a share as percent and as a number', () => {
    expect(gradeNumeric(key(0.5), '50 %').mark).toBe(1);
    expect(gradeNumeric(key(50, '%'), '50 %').mark).toBe(1);
    expect(gradeNumeric(key(50, '%'), '50').mark).toBe(1);
    expect(gradeNumeric(key(50, '%'), '0.5').mark).toBe(0);
    expect(gradeNumeric(key(50), '50 %').mark).toBe(1);
  });

  test.each(['m/s^2', 'J', 'kg*m/s', 'tempC', 'µm^2', 'mol/l', 'g/cm^3', 'kWh', '%', '1/s', 'N*m', 'eV', 'W/m^2'])(
    'knows %s as the unit of a key',
    (unit) => expect(readKeyUnit(unit)).toBeDefined(),
  );

  test('does not know what js-quantities does not', () => {
    expect(readKeyUnit('apples')).toBeUndefined();
    expect(() => gradeNumeric(key(1, 'apples'), '1 m')).toThrow(
      new RangeError('The unit apples of a key is not known'),
    );
    expect(readKeyUnit('')).toBeUndefined();
  });
});

describe('tolerance', () => {
  test.each([
    ['1.01', 1, 0.01, 0, 1],
    ['0.99', 1, 0.01, 0, 1],
    ['1.0101', 1, 0.01, 0, 0],
    ['101', 100, 0, 0.01, 1],
    ['-101', -100, 0, 0.01, 1],
    ['101.1', 100, 0, 0.01, 0],
    ['0.001', 0, 0, 0.5, 0],
    ['1000001', 1e6, 0, 0, 0],
    ['0.1', 0.1, 0, 0, 1],
    ['0', 0, 0, 0, 1],
    ['0.000001', 0, 0, 0, 0],
  ])('%s of %d within %d or a share of %d', (text, value, absolute, relative, mark) => {
    expect(gradeNumeric(key(value, null, { absolute, relative }), text).mark).toBe(mark);
  });

  test('is of the degrees of the key, not of kelvins', () => {
    expect(gradeNumeric(key(20, 'tempC', { absolute: 0, relative: 0.05 }), '294.15 K').mark).toBe(1);
    expect(gradeNumeric(key(20, 'tempC', { absolute: 0, relative: 0.05 }), '294.65 K').mark).toBe(0);
    expect(gradeNumeric(key(68, 'tempF', { absolute: 1, relative: 0 }), '20.5 °C').mark).toBe(1);
    expect(gradeNumeric(key(68, 'tempF', { absolute: 1, relative: 0 }), '20.6 °C').mark).toBe(0);
  });

  test('lets every number be right in each unit of its kind', () => {
    const meters = { mm: 1e-3, cm: 1e-2, m: 1, km: 1e3, in: 0.0254 };
    const unit = fc.constantFrom(...(Object.keys(meters) as (keyof typeof meters)[]));
    const value = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, unit, unit, (meant, asked, given) => {
        const text = `${(meant * meters[asked]) / meters[given]} ${given}`;
        expect(gradeNumeric(key(meant, asked), text).mark).toBe(1);
      }),
    );
  });
});
