import { describe, expect, test } from '@jest/globals';
import { mayBeOne } from '../../../../domain/quizzes/drafting/terms.js';
import { markedTerm } from './marked-source.js';
import { readText } from './reading.js';

const areOne = (text: string, one: string, other: string, code = 'en'): boolean => {
  const source = readText(text, code);
  return mayBeOne(markedTerm(source, one), markedTerm(source, other), source);
};
const related = (one: string, other: string): boolean =>
  areOne(`Near Oslo ${one} lay. Near Lima ${other} lay.`, one, other);

describe('By their words two terms may be one', () => {
  test.each([
    ['gene', 'genetics'],
    ['gene', 'genital'],
    ['soft tissue wall', 'tissue'],
    ['berry lilies', 'berries lily'],
    ['gene linkages', 'genetics link'],
    ['chamber therapy', 'chamber treatment'],
    ['chamber heat therapy', 'chamber heat treatment'],
    ['skeletal muscle', 'muscle spasm'],
    ['smooth skeletal muscle', 'muscle spasm'],
    ['pylorus', 'pyloric'],
    ['gastric pylorus', 'pyloric valve'],
    ['DNA', 'convection'],
    ['blood-group', 'blood test'],
  ])('%s, %s', (one, other) => {
    expect([related(one, other), related(other, one)]).toEqual([true, true]);
  });

  test.each([
    ['osmosis', 'convection'],
    ['cell', 'crust'],
    ['green muscle wall', 'blue muscle cord'],
    ['red cell', 'red wall'],
    ['plate', 'palace'],
    ['gastric acid', 'pyloric valve'],
    ['fever', 'feud'],
    ['fresh water', 'fruit wine'],
  ])('and others are two: %s, %s', (one, other) => {
    expect([related(one, other), related(other, one)]).toEqual([false, false]);
  });
});

describe('By a sentence with both two terms may be one', () => {
  const both = (text: string, code = 'en', one = 'osmosis', other = 'diffusion') => [
    areOne(text, one, other, code),
    areOne(text, other, one, code),
  ];

  test.each([
    ['that defines one by the other', 'In roots osmosis is the diffusion of water.'],
    ['that defines by a phrase', 'In roots osmosis refers to the diffusion of water.'],
    ['that defines two words behind it', 'In roots osmosis through walls is diffusion of water.'],
    ['that gives another name', 'In roots osmosis, also called diffusion, moves water.'],
    ['that leaves it open', 'In roots osmosis or diffusion moves the water.'],
    ['among others', 'Roots need osmosis. There osmosis and diffusion act. Now osmosis means diffusion.'],
  ])('%s', (_, text) => {
    expect(both(text)).toEqual([true, true]);
  });

  test.each([
    ['has both side by side', 'In roots osmosis and diffusion move the water.'],
    ['defines one far behind it', 'In roots osmosis through thin walls is diffusion of water.'],
    ['defines one that is not at hand', 'Flow is a process. Now osmosis needs diffusion. This is osmosis.'],
    ['has the definition elsewhere', 'There is osmosis in roots. There is diffusion in roots.'],
    ['defines what stands behind both', 'In roots osmosis, diffusion, and flow is a way of water.'],
    ['only defines one of them', 'In roots osmosis is a flow of water. Air needs diffusion too.'],
    ['only begins as a definition', 'In roots osmosis isolates diffusion of water.'],
  ])('but not where it %s', (_, text) => {
    expect(both(text)).toEqual([false, false]);
  });

  test('in Spanish as well', () => {
    const spanish = (text: string) => both(text, 'es', 'tornado', 'granizo');
    expect(spanish('En Lima el tornado significa granizo en verano.')).toEqual([true, true]);
    expect(spanish('En Lima el tornado trae granizo en verano.')).toEqual([false, false]);
  });
});
