import { describe, expect, test } from '@jest/globals';
import { checkTrueOrFalse } from '../../../../domain/quizzes/checks/true-or-false.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { CONTEXT, soundOf } from './sound.js';

const QUOTE = 'Its heart weighs 600 kilograms in March.';
const source = `A whale is no fish. ${QUOTE} It never eats grass.`;
const found = (stem: string, { right = true, quote = QUOTE } = {}) =>
  checkTrueOrFalse({ ...soundOf('true-false'), stem, right, evidence: { quote } }, { ...CONTEXT, source });
const flaw = (message: string) => [{ check: 'true-or-false', field: 'right', message }];

describe('a statement that is to be true', () => {
  test.each<[string, string]>([
    ['Its heart weighs 700 kilograms in March.', '700 kilograms'],
    ['Its heart weighs 600 grams in March.', '600 grams'],
    ['Its heart weighs 600 kilograms in April.', '4'],
    ['Its heart weighs 700 pounds', '700 pounds'],
  ])('does not repeat its quote with another number, unit or month: %s', (stem, about) => {
    expect(found(stem)).toEqual(flaw(`its quote says something else about ${about}`));
  });

  test.each([
    'Its heart weighs 600 kilograms in March.',
    'Its heart weighs 600 kilograms, it is said.',
    // Less than six tenths of its words are those of the quote.
    'Any heart weighs 700 pounds',
    'Hearts may beat for more than 90 years.',
  ])('may say what its quote says, or have words of its own: %s', (stem) => expect(found(stem)).toEqual([]));

  test('is not held against a quote that does not stand in its text', () => {
    const quote = 'Its heart weighs 800 kilograms in March.';
    expect(found('Its heart weighs 900 kilograms in March.', { quote })).toEqual([]);
  });

  test.each([
    ['In 1914 the war began.', 'It is well known that in 1914 the war began.'],
    ['La France est le plus grand pays.', 'Par sa surface, la France est le plus grand pays.'],
  ])('is not what its quote says within a sentence where it is to be false: %s', (stem, quote) =>
    expect(found(stem, { right: false, quote })).toEqual(flaw('its quote says it')),
  );

  test('does not deny its quote', () => {
    const quote = 'It never eats grass.';
    expect(found('It eats grass.', { quote }).map(({ field }) => field)).toEqual(['right']);
    expect(found('It never eats grass.', { quote })).toEqual([]);
  });
});

describe('a statement that is to be false', () => {
  test('is not in its quote, whatever the case and the marks', () => {
    expect(found('its heart weighs 600 kilograms', { right: false })).toEqual(flaw('its quote says it'));
    expect(found('Its heart weighs 700 kilograms', { right: false })).toEqual([]);
  });
});

test('a question of another kind may have a stem that stands in its quote, or says something else', () => {
  for (const stem of ['Its heart weighs 600 kilograms', 'Its heart weighs 700 kilograms in March.']) {
    for (const kind of ['short-text', 'single-choice'] as const) {
      const question: DraftQuestion = { ...soundOf(kind), stem, evidence: { quote: QUOTE } };
      expect(checkTrueOrFalse(question, { ...CONTEXT, source })).toEqual([]);
    }
  }
});
