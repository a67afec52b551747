import { describe, expect, test } from '@jest/globals';
import { hasVerb, standingSentences } from '../../../../domain/quizzes/drafting/stands-alone.js';
import { DRAFT_WORDING } from '../../../../domain/quizzes/drafting/wording.js';
import { readText } from './reading.js';

const standing = (text: string, code = 'en'): string[] => {
  const source = readText(text, code);
  return standingSentences(source).map((sentence) => sentence.text);
};
const words = (count: number): string =>
  `Rivers carry ${Array.from({ length: count - 3 }, () => 'sand').join(' ')} away.`;
const characters = (count: number): string => {
  const start = 'Rivers of Norway carry very cold clear water to the';
  return `${start} ${'m'.repeat(count - start.length - 2)}.`;
};

describe('A sentence stands alone', () => {
  test.each([
    ['of 8 words', words(8)],
    ['of 30 words', words(30)],
    ['of 230 characters', characters(230)],
    ['with pairs of marks', 'Rivers (of Norway) carry gold [and sand] for $40 or $50 to the towns of the sea.'],
    ['with a plain phrase around a leaning word', 'Rivers of Norway, also called elver, carry cold water to the sea.'],
    ['that counts what it names', 'Some rivers of Norway carry cold water from the mountains to the sea.'],
    ['that says with what it compares', 'Rivers of Norway are colder than the rivers of Denmark and of Spain.'],
    [
      'with a comparison as a part of a name',
      'Rivers of Norway feed higher plants along the cold banks of the valleys.',
    ],
    ['with a word that ends as a comparison', 'Rivers of Norway are rather cold in the months of the snow.'],
    ['with several before the word for them', 'The rivers of Norway carry their sand from the mountains to the sea.'],
    ['whose person has a name of two words', 'The ships of Olaf Haraldsson carried his men over the sea to Denmark.'],
    ['with a place before the word for it', 'In Norway its rivers carry cold water from the mountains to the sea.'],
    [
      'with a thing before the word for it',
      'In the valley its river carries cold water from the mountains to the sea.',
    ],
    ['that begins with what the word is for', 'Norway itself has cold rivers that carry clear water to the sea.'],
    ['that goes on behind a comma', 'When the rivers of Norway are warm, they carry sand to the sea.'],
    ['that goes on with its subject', 'The rivers of Norway are cold and they carry sand to the sea.'],
    ['with a condition of its subject', 'The rivers of Norway carry sand if they reach the sea in the warm months.'],
    ['with a clause of its object', 'Farmers of Norway know the rivers that feed them in the cold months.'],
    ['with a clause and a condition', 'The farmers of Norway know that if they keep goats the winters are hard.'],
  ])('%s', (_, text) => {
    expect(standing(text)).toEqual([text]);
  });

  test.each([
    ['of 7 words', words(7)],
    ['of 31 words', words(31)],
    ['of 231 characters', characters(231)],
    ['that is called out', 'Rivers of Norway carry 3.5 tons of sand from the mountains to the sea!'],
    ['without a parenthesis', 'Rivers of Norway (and of Denmark carry cold water from the mountains to the sea.'],
    ['without a bracket', 'Rivers of Norway [and of Denmark carry cold water from the mountains to the sea.'],
    ['without the end of a formula', 'Rivers of Norway carry gold of $40 from the mountains to the sea.'],
    ['that adds', 'Rivers of Norway also carry cold water from the mountains to the sea.'],
    ['that does not say some of what', 'Some are carried by cold rivers from the mountains of Norway to the sea.'],
    ['that is less than something', 'Rivers of Norway are colder in the months of the snow and of the ice.'],
    ['that is more than something', 'Rivers of Norway are longer in the months of the snow and of the ice.'],
    ['of theirs, before anything of several', 'In Norway their rivers carry cold water from the mountains to the sea.'],
    ['of theirs, behind a name with an s', 'In Wales their water flows from the cold mountains to the sea.'],
    ['of theirs, behind a verb with an s', 'In Denmark the king comes with their water to the sea of the north.'],
    ['of his, behind a place', 'In Oslo the cold water of the mountains flows through his house.'],
    ['of its, behind a year', 'In 1522 its rivers carried cold water from the mountains to the sea.'],
    ['of an object named before', 'Farmers of Norway drive it out of the valleys in the cold months.'],
    [
      'of one named before, behind a comma',
      'Farmers of Norway, and of Denmark, drive it out of the valleys in the cold months.',
    ],
    ['that begins with a task about it', 'Leave it in the cold water of the rivers of Norway.'],
  ])('but not %s', (_, text) => {
    expect(standing(text)).toEqual([]);
  });

  test('of a person whose name stands within another sentence', () => {
    const first = 'Olaf of Norway carried his men over the cold sea to Denmark.';
    const second = 'Farmers of Denmark feared Olaf and the ships of Norway in the north.';
    expect(standing(`${first} ${second}`)).toEqual([first, second]);
    expect(standing(first)).toEqual([]);
  });

  test.each([
    ['no sentence', 'en', 'Raising the tax of Norway by a third is an act of the king.', false],
    ['one with another form within', 'en', 'Kings of Norway built the Viking ships of the cold northern sea.', true],
    ['one of a king', 'en', 'King Olaf of Norway has built the ships of the cold northern sea.', true],
    ['one of the spring', 'de', 'Frühling ist in Norwegen die Zeit der kalten Flüsse und der Schafe.', true],
  ])('as an item of a list where it is %s', (_, code, text, stands) => {
    expect(standing(`- ${text}`, code)).toEqual(stands ? [text] : []);
  });

  test('as a sentence of its own that begins with an action', () => {
    const text = 'Raising the tax of Norway by a third is an act of the king.';
    expect(standing(text)).toEqual([text]);
  });

  test.each([
    [
      'is about a title in English',
      'de',
      'Der Film Being There hat in Norwegen den Preis der Stadt Oslo bekommen.',
      true,
    ],
    [
      'rests on the one before, in French',
      'fr',
      'Ceci est un fleuve de Norvège et porte du sable dans les vallées.',
      false,
    ],
    ['rests on nothing, in French', 'fr', 'Glomma est un fleuve de Norvège et porte du sable dans les vallées.', true],
  ])('in another language where it %s', (_, code, text, stands) => {
    expect(standing(text, code)).toEqual(stands ? [text] : []);
  });
});

describe('A verb', () => {
  test.each([
    ['is a known one', ['rain', 'is'], true],
    ['is a word of five letters with its ending', ['ice', 'melts'], true],
    ['is no word of four letters', ['ice', 'gets'], false],
    ['is not the first word', ['rivers', 'and', 'rain'], false],
    ['is no noun in the singular', ['cold', 'stone', 'north'], false],
  ])('%s', (_, list, expected) => {
    expect(DRAFT_WORDING.en && hasVerb(list, DRAFT_WORDING.en)).toBe(expected);
  });
});
