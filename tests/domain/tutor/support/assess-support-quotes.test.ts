import { describe, expect, test } from '@jest/globals';
import { assessSupport, textsToCompare } from '../../../../domain/tutor/support/assess-support.js';
import { around, issueOf, supportOf } from './support-of.js';

describe('a sentence that is its own quote', () => {
  const page = 'Copper is harder than lead and lead at 1.5 is harder than wax.';
  const quote = 'lead at 1.5 is harder than wax';

  test.each([
    ['lead at 1.5 is harder than wax', 'supported'],
    ['Lead at 1.5 is harder than wax.', 'supported'],
    ['Lead at 1.5 is harder than wax...', 'supported'],
    ['Lead at 1.5  is harder\nthan wax!', 'supported'],
    ['Surely lead at 1.5 is harder than wax.', 'comparison'],
  ])('follows whatever else the page compares, with another ending and capitals: %j', (sentence, expected) => {
    expect(issueOf(supportOf(sentence, page, quote))).toBe(expected);
    expect(issueOf(supportOf(sentence, page, 'Copper is harder', quote))).toBe(expected);
  });
});

describe('a sentence without a quote that says something', () => {
  const expected = { outcome: 'unsupported', isTaken: false, issue: { kind: 'heading', text: '' } };

  test('is refused for its heading, though it repeats it', () => {
    expect(supportOf('Heading', 'Heading\n\nA text follows it here.', 'Heading')).toEqual(expected);
  });

  test('is compared with what its other quotes say, not with the heading', () => {
    const evidence = ['# Heading', 'A text follows it here.'].map((quote) =>
      around('# Heading\n\nA text follows it here.', quote),
    );
    const [heading, text] = evidence;
    if (!heading || !text) throw new Error('no evidence');
    const sentence = 'Painters amuse cheerful farmers.';
    expect(textsToCompare(sentence, [heading])).toEqual([]);
    expect(textsToCompare(sentence, [heading, text])).toEqual([sentence, text.quote, text.sentence]);
  });

  test('is refused without any', () => {
    expect(assessSupport('A text follows it here.', [])).toEqual(expected);
  });
});

test('what is wrong is not taken', () => {
  expect(supportOf('It has 30 rooms.', 'It has 20 rooms.')).toEqual({
    outcome: 'unsupported',
    isTaken: false,
    issue: { kind: 'number', text: '30' },
  });
});

test('several quotes are read one after the other', () => {
  const evidence = ['Salt comes by the Aar', 'Ems carries wool'].map((page) => around(page, page));
  expect(issueOf(assessSupport('Salt comes by the Aar, wool by the Ems.', evidence))).toBe('supported');
});

test.each([
  ['Roads, snow and mountains delight travelers.', 'supported'],
  ['Roads and snow delight cheerful travelers.', 'meaning in doubt, kept'],
  ['Snow amuses cheerful idle painters and farmers.', 'meaning in doubt, left out'],
])('three of five words are enough, one of six is too few: %s', (sentence, expected) => {
  expect(issueOf(supportOf(sentence, 'In the mountains there is snow and there are wide roads.'))).toBe(expected);
});
