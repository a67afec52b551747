import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { noteMark, setNoteMarksApart } from '../../../documents/signs/note-marks.js';

describe('raised figures', () => {
  test.each([
    ['The planet was found in 1846⁷ at Berlin.', 'The planet was found in 1846 [7] at Berlin.'],
    ['It was found in 1846.⁷ Then came others.', 'It was found in 1846.⁷ Then came others.'],
    ['Galle saw it.⁷ Then came others.', 'Galle saw it.[7] Then came others.'],
    ['Galle,³ not Adams,⁴ saw it', 'Galle,[3] not Adams,[4] saw it'],
    ['The pier¹² stands.\n\n¹² Built by Rennie.', 'The pier[12] stands.\n\n[12] Built by Rennie.'],
    ['By sin² x + cos² x = 1.\n\n² Of an angle.', 'By sin² x + cos² x = 1.\n\n[2] Of an angle.'],
    ['It weighs 12000³ tons.\n³ By its owner.', 'It weighs 12000 [3] tons.\n[3] By its owner.'],
  ])('are marks of notes in %j', (text, expected) => {
    expect(setNoteMarksApart(text)).toBe(expected);
  });

  test.each([
    'The speed of light is 3 × 10⁸ m/s.',
    'A kilobit has 2¹⁰ bits, and 1024² of them are a mebibit.',
    'An area of 5 m² or 12 km², and x² + y² = r².',
    'It is 1500² = 2250000.',
    'Of 3 × 1846² there is no need.',
    '²³⁵U is fissile, ²³⁸U is not.',
    'The pier¹² stands, and no note is there.',
  ])('are powers in %j', (text) => {
    expect(setNoteMarksApart(text)).toBe(text);
  });

  test('keep their figures whatever stands around them', () => {
    const piece = fc.constantFrom('1846', '⁷', '¹²', 'word', '.', ' ', '\n', 'x', '10', '=', ',', '⁻', '[', '"');
    const figures = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        expect(figures(setNoteMarksApart(text))).toBe(figures(text));
      }),
    );
  });
});

test('the mark of a note is set apart from figures, signs and formulas, and stands close to a word', () => {
  expect([noteMark('7', 'in 1846'), noteMark('7', 'CO₂'), noteMark('7', '$x$')]).toEqual([' [7]', ' [7]', ' [7]']);
  expect([noteMark('7', 'water'), noteMark('[3]', 'water'), noteMark('*', 'rain.')]).toEqual(['[7]', '[3]', '[*]']);
});
