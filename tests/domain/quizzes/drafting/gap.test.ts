import { describe, expect, test } from '@jest/globals';
import { asIn, explain, gapStem, under, withGap } from '../../../../domain/quizzes/drafting/gap.js';
import type { Source, SourceSentence } from '../../../../domain/quizzes/drafting/source.js';
import { readText } from './reading.js';

const sentenceOf = ({ sentences: [sentence] }: Source): SourceSentence => {
  if (!sentence) throw new Error('no sentence');
  return sentence;
};

describe('A sentence with a gap', () => {
  test.each([
    ['en', 'The heart is a pump of the body.', 'pump', 'The heart is a(n) ____ of the body.'],
    ['en', 'The heart is an organ of the body.', 'organ', 'The heart is a(n) ____ of the body.'],
    ['en', 'A pump moves the blood of the body.', 'pump', 'A(n) ____ moves the blood of the body.'],
    ['en', 'An organ is a part of the body.', 'organ', 'A(n) ____ is a part of the body.'],
    ['en', 'A man has an old heart and the lungs.', 'lungs', 'A man has an old heart and the ____.'],
    ['en', 'The heart has extra power in the body.', 'power', 'The heart has extra ____ in the body.'],
    ['en', 'The hall with number 3a lies near the door.', 'lies', 'The hall with number 3a ____ near the door.'],
    ['en', 'The hall of number 3 has no door.', 'The', '____ hall of number 3 has no door.'],
    ['es', 'El rey envió a Colón hacia la costa.', 'Colón', 'El rey envió a ____ hacia la costa.'],
    ['fr', 'Le cœur a soif de sang et de sel.', 'soif', 'Le cœur a ____ de sang et de sel.'],
  ])('tells nothing of the word by an English article (%s): %s', (code, text, word, gapped) => {
    const source = readText(text, code);
    const start = text.indexOf(word);
    expect(withGap(sentenceOf(source), start, start + word.length, source)).toBe(gapped);
  });

  test('stands below what is asked, and that behind its heading', () => {
    const source = readText('## 2 The heart\n\nThe heart is a pump of the body.');
    expect(gapStem('Which one?', sentenceOf(source), 'It is a ____.', source)).toBe(
      'On “The heart”. Which one?\nIt is a ____.',
    );
    expect(gapStem('Which one?', { heading: '' }, 'It is a ____.', source)).toBe('Which one?\nIt is a ____.');
  });
});

describe('The heading that a question tells', () => {
  test.each([
    ['The heart', 'On “The heart”. '],
    ['2 The heart', 'On “The heart”. '],
    ['2.1. The heart', 'On “The heart”. '],
    ['12.10  \tThe heart', 'On “The heart”. '],
    ['2.1The heart', 'On “2.1The heart”. '],
    ['The war of 1812 at sea', 'On “The war of 1812 at sea”. '],
    ['The “old” «heart» of "the" „body', 'On “The old heart of the body”. '],
    ['The price of $& and $1', 'On “The price of $& and $1”. '],
    ['h'.repeat(80), `On “${'h'.repeat(80)}”. `],
    ['h'.repeat(81), ''],
    ['“”', ''],
    ['', ''],
  ])('has neither number nor quotation marks, and 80 characters at most: %s', (heading, told) => {
    expect(under(heading, readText('The heart is a pump.'))).toBe(told);
  });

  test.each([
    ['de', 'Zu „Herz“. '],
    ['es', 'Sobre «Herz». '],
  ])('is told in the language of the text: %s', (code, told) => {
    expect(under('Herz', readText('Hamburg', code))).toBe(told);
  });
});

test('An explanation gives the whole sentence as it stands', () => {
  const source = readText('The pump costs $& or $1 in this town.');
  expect(explain(sentenceOf(source), source)).toBe('The text says: “The pump costs $& or $1 in this town.”');
});

describe('Another term in the place of one', () => {
  test.each([
    ['osmosis', { term: 'Convection', at: 0 }, 'Osmosis'],
    ['Osmosis', { term: 'Convection', at: 0 }, 'Osmosis'],
    ['osmosis', { term: 'Convection', at: 4 }, 'osmosis'],
    ['osmosis', { term: 'convection', at: 0 }, 'osmosis'],
    ['osmosis', { term: 'convection', at: 4 }, 'osmosis'],
    ['Osmosis', { term: 'convection', at: 4 }, 'osmosis'],
    ['Osmosis', { term: 'convection', at: 0 }, 'osmosis'],
    ['Osmosis', { term: 'Convection', at: 4 }, 'Osmosis'],
    ['osmosis', { term: 'DNA', at: 0 }, 'osmosis'],
    ['osmosis', { term: 'vitamin Dose', at: 0 }, 'osmosis'],
    ['DNA', { term: 'convection', at: 4 }, 'DNA'],
    ['mRNA', { term: 'convection', at: 4 }, 'mRNA'],
    ['PhD Thesis', { term: 'convection', at: 4 }, 'phD Thesis'],
    ['DNA Strand', { term: 'convection', at: 4 }, 'DNA Strand'],
    ['', { term: 'Convection', at: 0 }, ''],
  ])('has the capital that its sentence asks for: %s for %j', (option, place, written) => {
    expect(asIn(option, place)).toBe(written);
  });
});
