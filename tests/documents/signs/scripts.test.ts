import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Script, writeScript } from '../../../documents/signs/scripts.js';

describe('a raised or lowered text', () => {
  test.each<[string, string, Script, string]>([
    ['10', '8', 'super', '⁸'],
    ['10', '−19', 'super', '⁻¹⁹'],
    ['10', '-3', 'super', '⁻³'],
    ['SO', '4', 'sub', '₄'],
    ['SO₄', '2−', 'super', '²⁻'],
    ['SO₄', '2 −', 'super', '²⁻'],
    ['X', 'n', 'super', 'ⁿ'],
    ['X', 'n+1', 'super', 'ⁿ⁺¹'],
    ['v', 'max', 'sub', 'ₘₐₓ'],
    ['x', '1,5', 'super', '^{1,5}'],
    ['x', 'q', 'super', '^{q}'],
    ['K', 'B', 'sub', '_{B}'],
    ['x', 'Ж', 'sub', '_{Ж}'],
    ['x', ' 2 ', 'super', ' ² '],
  ])('behind %s, %j as %s is %j', (before, text, script, expected) => {
    expect(writeScript(text, script, before)).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['the 21', 'st', 'st'],
    ['le XIX', 'e', 'e'],
    ['at 20', 'o', '°'],
    ['Nylon', '™', '™'],
    ['See', 'a whole phrase set small', 'a whole phrase set small'],
  ])('behind %j, what only looks raised, %j, is %j', (before, text, expected) => {
    expect(writeScript(text, 'super', before)).toBe(expected);
  });

  test('loses no letter, and its braces pair', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab2n+-{}\\$^_ é漢 '), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.constantFrom<Script>('super', 'sub'), fc.string({ maxLength: 5 }), (raw, script, before) => {
        const written = writeScript(raw, script, before);
        const bare = (some: string) => some.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
        expect(bare(written)).toBe(bare(raw));
        if (written === raw) return;
        let depth = 0;
        for (const [sign] of written.matchAll(/\\[\s\S]|[{}]/g)) depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
        expect(depth).toBe(0);
      }),
    );
  });
});
