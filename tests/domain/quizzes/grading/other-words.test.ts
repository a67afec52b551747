import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OTHER_WORDS } from '../../../../domain/quizzes/grading/other-words.js';
import { gradeShortText } from '../../../../domain/quizzes/grading/short-text.js';
import { foldText } from '../../../../domain/text/fold-text.js';
import { isTypoOf } from '../../../../domain/text/typos.js';

const gradeOf = (accepted: string, text: string) => {
  const { mark, problem } = gradeShortText([accepted], text);
  return problem ?? mark;
};

/** The words of each group; what stands with a hyphen gets an ending. */
const groups = OTHER_WORDS.map((group) => group.split(' ').map((word) => word.replace(/-$/, 'able')));
const words = [...new Set(groups.flat())];

describe('A slip that makes another word', () => {
  test.each([
    ['proton', 'photon'],
    ['neutron', 'neuron'],
    ['chloride', 'chlorine'],
    ['iodide', 'iodine'],
    ['nitrite', 'nitride'],
    ['sulfide', 'sulfite'],
    ['sulfides', 'sulfites'],
    ['lactate', 'lactase'],
    ['Natriumsulfid', 'Natriumsulfit'],
    ['adduction', 'abduction'],
    ['boron', 'boson'],
    ['cesium', 'cerium'],
    ['radius', 'radium'],
    ['causal', 'casual'],
    ['desert', 'dessert'],
    ['désert', 'dessert'],
    ['silicon', 'silicone'],
    ['complement', 'compliment'],
    ['complementary angles', 'complimentary angles'],
    ['the protons', 'photons'],
    ['microscopic', 'macroscopic'],
    ['absorption', 'adsorption'],
    ['ester', 'ether'],
    ['molarity', 'molality'],
    ['chromatid', 'chromatin'],
    ['nucleotide', 'nucleoside'],
    ['ellipse', 'eclipse'],
    ['Leistung', 'Leitung'],
    ['poisson', 'poison'],
    ['cuarto', 'cuatro'],
    ['comprimento', 'cumprimento'],
    ['hypotonic', 'hypertonic'],
    ['intracellular', 'intercellular'],
    ['stalactite', 'stalagmite'],
    ['principal', 'principle'],
    ['mitosis', 'meiosis'],
    ['aphelion', 'perihelion'],
  ])('in %s is none: %s', (one, other) => {
    expect([gradeOf(one, other), gradeOf(other, one)]).toEqual([0, 0]);
  });

  test('is none in either direction, of any listed word', () => {
    const taken = groups.flatMap((group) =>
      group.flatMap((one) => group.filter((other) => other !== one && gradeOf(one, other) !== 0)),
    );
    expect(taken).toEqual([]);
  });

  test('has no line where it is no slip', () => {
    const far = groups.flatMap((group) =>
      group.filter((one) => !group.some((other) => one !== other && isTypoOf(one, other))),
    );
    expect(far).toEqual([]);
  });

  test('is told by words as answers are compared, each once in a group', () => {
    const strange = OTHER_WORDS.filter((group) => {
      const listed = group.split(' ');
      return foldText(group) !== group || listed.length < 2 || new Set(listed).size < listed.length;
    });
    expect(strange).toEqual([]);
  });
});

describe('A slip that makes no other word', () => {
  const long = ['mitochondrion', 'photosynthesis', 'Leistung', 'Geschwindigkeit', 'respiration', 'interaction'];
  const word = fc.constantFrom(...[...words.filter(({ length }) => length >= 7), ...long].map(foldText));
  const isListed = (text: string) => words.some((one) => text === one || text === `${one}s`);

  test('is overlooked: a letter is there twice', () => {
    fc.assert(
      fc.property(word, fc.nat(), (right, nth) => {
        const at = nth % right.length;
        const text = right.slice(0, at + 1) + right.slice(at);
        fc.pre(!isListed(text));
        expect(gradeOf(right, text)).toBe('misspelled');
      }),
    );
  });

  test('is overlooked: two letters are swapped', () => {
    fc.assert(
      fc.property(word, fc.nat(), (right, nth) => {
        const at = 1 + (nth % (right.length - 2));
        const text = `${right.slice(0, at)}${right[at + 1]}${right[at]}${right.slice(at + 2)}`;
        fc.pre(text !== right && !isListed(text));
        expect(gradeOf(right, text)).toBe('misspelled');
      }),
    );
  });

  test.each([
    ['interaction', 'interactin'],
    ['planetary', 'planeary'],
    ['protons', 'proton'],
    ['chlorine', 'chlorne'],
    ['caesium', 'cesium'],
  ])('in %s is overlooked: %s', (right, text) => expect(gradeOf(right, text)).toBe('misspelled'));
});
