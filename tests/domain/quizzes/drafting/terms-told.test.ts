import { describe, expect, test } from '@jest/globals';
import { byDistance, isDefinedBy, placeOf, termsOf } from '../../../../domain/quizzes/drafting/terms.js';
import { markedTerm } from './marked-source.js';
import { readText } from './reading.js';

const told = (text: string, term: string, code = 'en') => markedTerm(readText(text, code), term);
const defined = (text: string, code = 'en') => termsOf(readText(text, code))[0];

describe('Of a term is told', () => {
  test.each([
    ['Some cells hold ribosomes. A ribosome builds up proteins. Amber is old hard resin.', 'ribosomes', [0, 1]],
    ['Old bedrock lies under Oslo. Gray rock lies under Lima. All rocks are old and hard.', 'rock', [1, 2]],
    ['There ion beams glow green. All ions carry a charge. Salt has much iodine in Peru.', 'ion', [0, 1]],
    ['Water needs osmosis in roots. Some osmium lies in Peru. All of it is rare and dense.', 'osmosis', [0]],
    ['One theory tells of light. Other theories tell of mass. This fits well in Peru.', 'theory', [0, 1]],
    ['Near Oslo x2rock lies deep. Gray rock lies under Lima. Sand lies under old Rome.', 'rock', [1]],
  ])('which sentences have it in any form: %s', (text, term, places) => {
    const source = readText(text);
    expect(source.sentences).toHaveLength(3);
    expect(markedTerm(source, term).mentions).toEqual(new Set(places.map((at) => source.sentences[at])));
  });

  test.each([
    ['A ribosome builds up proteins.', 'ribosome', true, false],
    ['Cells build with an enzyme slowly.', 'enzyme', true, false],
    ['Cells build with the enzyme slowly.', 'enzyme', false, false],
    ['Cells build this enzyme very slowly.', 'enzyme', false, false],
    ['A cell builds with each enzyme slowly.', 'enzyme', false, false],
    ['A cell builds extra enzyme very slowly.', 'enzyme', false, true],
    ['Enzyme action builds up the cell.', 'Enzyme', false, true],
    ['The enzyme builds well. A cell needs an enzyme. All need enzymes in Peru.', 'enzyme', true, true],
  ])('whether the source counts it, and has it without an article: %s', (text, term, isCounted, isBare) => {
    expect(told(text, term)).toMatchObject({ isCounted, isBare });
  });

  test.each([
    ['Photosynthesis of green plants and algae: a way to store light.', 'Photosynthesis', true],
    ['Growth – more mass in the body of an animal.', 'Growth', true],
    ['Each cell: a room with a wall of fibers.', 'cell', false],
    ['Growth is more mass. It needs two things: food and rest.', 'Growth', false],
    [`Growth ${'o'.repeat(29)}: a way to store light.`, 'Growth', true],
    [`Growth ${'o'.repeat(30)}: a way to store light.`, 'Growth', false],
  ])('whether it is the label of a note: %s', (text, term, isLabel) => {
    expect(told(text, term)).toMatchObject({ isLabel });
  });

  test.each([
    ['A mitochondrion is a small organelle that makes power.', 'organelle', true],
    ['Mitochondria are organelles in cells.', 'organelles', true],
    ['A nucleus is one of the largest organelles.', 'organelles', true],
    ['Other organelles swim in the plasma of cells.', 'organelles', true],
    ['Cells have organelles such as the nucleus.', 'organelles', true],
    ['Cells have organelles, including the nucleus.', 'organelles', true],
    ['Cells have organelles called vacuoles in them.', 'organelles', true],
    ['One theory holds here. Some have theories such as this in Peru.', 'theory', true],
    ['Many organelles swim in the plasma of cells.', 'organelles', false],
    ['Two organelles (small ones) swim in cells.', 'organelles', false],
    ['Cells hold the organelle. Other organs hold more organelle sacs.', 'organelle', false],
    ['Cells hold the organelle well. Other organelles swim around. All is well in Peru.', 'organelle', true],
  ])('whether others are of its kind: %s', (text, term, isKind) => {
    expect(told(text, term)).toMatchObject({ isKind });
  });

  test.each([
    ['The passage of water through a membrane is called osmosis.', false],
    ['The passage of water is called osmosis. Dialysis is a kind of osmosis that cleans blood.', true],
  ])('that a name makes no kind of what has it: %s', (text, isKind) => {
    expect(defined(text)).toMatchObject({ term: 'osmosis', found: 'named', isKind });
  });

  test.each([
    ['Subduction is the descent of a plate. In Chile subduction feeds volcanoes.', 'en', true],
    ['Napoleon is the emperor of France. In Paris Napoleon often took a nap.', 'en', false],
    ['DNA is the thread of the genes. All cells have DNA in them.', 'en', true],
    ['Mitochondria are the source of power. Each mitochondrion has two walls.', 'en', true],
    ['Napoleon ist der Kaiser der Franzosen. In Paris schläft Napoleon gut.', 'de', true],
  ])('whether it is no name: %s', (text, code, isCommon) => {
    expect(defined(text, code)).toMatchObject({ found: 'defined', isLabel: false, isCommon });
  });

  test('that a label is no name, and neither is what the source puts forward', () => {
    const labels = '- Venus: a hot planet of rock\n- Earth: a wet planet of rock\n- Mars: a dry planet of rock';
    expect(defined(`## Planets\n\n${labels}`)).toMatchObject({ term: 'Venus', found: 'defined', isCommon: true });
    expect(told('In Paris Napoleon took a rest.', 'Napoleon')).toMatchObject({ isCommon: true });
  });

  test.each([
    ['Roots need osmosis in wet soil.', 'osmosis', 'en', 'one/thing//'],
    ['Roots need the plates in wet soil.', 'plates', 'en', 'many/thing//'],
    ['Roots need plates armor in wet soil.', 'plates armor', 'en', 'one/thing//'],
    ['Roots need glass in wet soil.', 'glass', 'en', 'one/thing//'],
    ['Roots need porous rock in soil.', 'porous', 'en', 'one/how//'],
    ['Roots need soft elastic in soil.', 'soft elastic', 'en', 'one/thing//'],
    ['Roots need oral care in soil.', 'oral', 'en', 'one/thing//'],
    ['Far away lies Neptune in the dark.', 'Neptune', 'en', 'one/thing/name/'],
    ['Neptune lies far off. Men saw Neptune late.', 'Neptune', 'en', 'one/thing/name/'],
    ['Neptune rings shine far off. Men saw Neptune late.', 'Neptune rings', 'en', 'many/thing/name/'],
    ['Osmosis needs a wall of fibers.', 'Osmosis', 'en', 'one/thing//'],
    ['Cells read much mRNA in a night.', 'mRNA', 'en', 'one/thing//'],
    ['Alle Wurzeln brauchen die Haut im Boden.', 'Haut', 'de', 'one/thing//die'],
    ['Diese Wurzeln sind sehr nützlich im Boden.', 'nützlich', 'de', 'one/how//'],
    ['Las plantas sin agua usan la presión alta.', 'presión', 'es', 'one/thing//la'],
    ['Las plantas sin agua usan mucha presión alta.', 'presión', 'es', 'one/thing//'],
    ['Presión alta en las plantas del campo.', 'Presión', 'es', 'one/thing//'],
    ['Les plantes portent des tuyaux sous la terre.', 'tuyaux', 'fr', 'many/thing//des'],
  ])('its shape, by number, kind of word, name and article: %s', (text, term, code, shape) => {
    expect(told(text, term, code)).toMatchObject({ shape });
  });
});

describe('A term stands in a text', () => {
  test.each([
    ['rock', 'rock', 0],
    ['rock', 'a rock.', 2],
    ['rock', '(rock)', 1],
    ['rock', 'bedrock and rock', 12],
    ['rock', 'rocky', -1],
    ['rock', 'rocks', -1],
    ['rock', 'rock-hard', -1],
    ['rock', 'hard-rock', -1],
    ['rock', 'rock2', -1],
    ['rock', '2rock', -1],
    ['nai', 'nai\u0308ve', -1],
    ['ve', 'nai\u0308ve', -1],
    ['rock', 'Rock', -1],
    ['rock', 'sand', -1],
  ])('only as whole words: %s in %s', (term, text, at) => {
    expect(placeOf(term, text)).toBe(at);
  });
});

describe('What follows a term says what it is', () => {
  test.each([
    [' is the flow of water', undefined, true],
    [' is a flow of water', undefined, true],
    [' Is The flow of water', undefined, true],
    [' refers to flow of water', undefined, true],
    [' consists of two parts', undefined, true],
    [' is large and wet', undefined, false],
    [' is “the flow” of water', undefined, false],
    [' is 5 meters long', undefined, false],
    ['is the flow of water', undefined, false],
    [' isle the flow of water', undefined, false],
    [' in the flow of water', undefined, false],
    [' is', undefined, false],
    [' is the flow of water', 'the', true],
    [' is a flow of water', 'the', false],
    [' is a flow of water', 'the|a', true],
    [' refers to the flow of water', 'the', true],
    [' refers to flow of water', 'the', false],
  ])('by an article or by a phrase: %j with %s', (after, only, isDefined) => {
    const { language } = readText('');
    expect(isDefinedBy(after, language, only)).toBe(isDefined);
  });
});

test('Terms stand by how near another is introduced, in both directions', () => {
  const source = readText(
    'Amber lies there in Oslo. Basalt lies there in Rome. Chalk lies there in Lima. Dolomite lies there in Bonn. Emerald lies there in Peru.',
  );
  const names = ['Amber', 'Basalt', 'Chalk', 'Dolomite', 'Emerald'];
  const terms = names.map((name) => markedTerm(source, name));
  const near = (name: string) => byDistance(terms, markedTerm(source, name), source).map(({ term }) => term);
  expect(near('Dolomite')).toEqual(['Dolomite', 'Chalk', 'Emerald', 'Basalt', 'Amber']);
  expect(near('Amber')).toEqual(names);
  expect(near('Emerald')).toEqual(names.toReversed());
});
