import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gradeShortText } from '../../../../domain/quizzes/grading/short-text.js';

const markOf = (accepted: string, text: string) => {
  const { mark, problem } = gradeShortText([accepted], text);
  return problem ?? mark;
};

describe('gradeShortText', () => {
  test.each([
    ['osmosis', 'Osmosis'],
    ['osmosis', ' OSMOSIS. '],
    ['osmosis', '"osmosis"'],
    ['Napoléon', 'napoleon'],
    ['Straße', 'strasse'],
    ['co-operate', 'cooperate'],
    ['natural selection', 'natural-selection'],
    ['photosynthesis', 'photo synthesis'],
    ['carbon-14', 'Carbon 14'],
    ['nucleus', 'the nucleus'],
    ['the nucleus', 'nucleus'],
    ['a', 'A'],
    ["Newton's laws", 'Newtons laws'],
    ['H2O', 'H₂O'],
    ['3', '٣'],
    ['1.5', '1,5'],
    ['Ångström', 'angstrom'],
    ['光合作用', '光合作用'],
    ['فلسطين', '\u200fفلسطين\u200f'],
  ])('takes %j as %j', (accepted, text) => expect(markOf(accepted, text)).toBe(1));

  test.each([
    ['osmosis', 'osmossis'],
    ['osmosis', 'osmsis'],
    ['osmosis', 'osmoiss'],
    ['photosynthesis', 'photosinthesis'],
    ['mitochondrion', 'mitochondriom'],
    ['natural selection', 'natural selektion'],
    ['meiosis', 'meaosis'],
    ['species', 'speceis'],
  ])('overlooks the slip in %j of %j', (accepted, text) => expect(markOf(accepted, text)).toBe('misspelled'));

  test.each([
    ['cell', 'cells'],
    ['cell', 'call'],
    ['alkane', 'alkene'],
    ['sulfate', 'sulfite'],
    ['methanol', 'methanal'],
    ['ileum', 'ilium'],
    ['mitosis', 'mitasis'],
    ['natural selection', 'natrual'],
    ['typical', 'atypical'],
    ['afferent', 'efferent'],
    ['saturated', 'unsaturated'],
    ['carbon14', 'carbon15'],
    ['10000', '1000'],
    ['1.5', '15'],
    ['-5', '5'],
    ['3-4', '34'],
    ['Na+', 'Na-'],
    ['C++', 'C'],
    ['osmosis', 'osmosisis'],
    ['natural selection', 'natral selektion'],
    ['osmosis', 'not osmosis'],
    ['osmosis', ''],
    ['osmosis', '🙂'],
  ])('does not take for %j %j', (accepted, text) => expect(markOf(accepted, text)).toBe(0));

  test('takes every accepted answer, however it is dressed', () => {
    const word = fc.stringMatching(/^[a-z]{2,12}$/).filter((text) => !['an', 'the'].includes(text));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(' ', '-', '  ', ''),
        (words, between) => {
          const dressed = `The ${words.join(between).toUpperCase()}!`;
          expect(gradeShortText(['else', words.join(' ')], dressed)).toEqual({ mark: 1, rule: 'short-text' });
        },
      ),
    );
  });

  test('overlooks a slip in any one of the accepted answers', () => {
    const misspelled = { mark: 1, rule: 'short-text', problem: 'misspelled' };
    expect(gradeShortText(['cell division', 'mitosis'], 'mitossis')).toEqual(misspelled);
    expect(gradeShortText(['mitosis', 'cell division'], 'mitossis')).toEqual(misspelled);
  });

  test('overlooks no slip in a word of four letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,4}$/), fc.stringMatching(/^[a-z]{1,5}$/), (accepted, text) => {
        fc.pre(accepted !== text);
        expect(gradeShortText([accepted], text).mark).toBe(0);
      }),
    );
  });
});
