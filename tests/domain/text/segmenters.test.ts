import { describe, expect, test } from '@jest/globals';
import { segmenterOf } from '../../../domain/text/segmenters.js';

const SENTENCES = 'The tide rises. Then it falls.';
const segments = (segmenter: Intl.Segmenter, text: string) =>
  [...segmenter.segment(text)].map(({ segment }) => segment);

describe('a segmenter', () => {
  test('parts a text into sentences', () => {
    expect(segments(segmenterOf('sentence', 'en'), SENTENCES)).toEqual(['The tide rises. ', 'Then it falls.']);
  });

  test('parts a text into words', () => {
    expect(segments(segmenterOf('word', 'en'), 'High tide.')).toEqual(['High', ' ', 'tide', '.']);
  });

  test('finds words by the dictionary of a language without spaces', () => {
    expect(segments(segmenterOf('word', 'th'), 'น้ำขึ้น')).toEqual(['น้ำ', 'ขึ้น']);
  });

  test.each(['en', 'de', 'el', 'th'])('is that of the language that is asked for: %s', (language) => {
    expect(segmenterOf('word', language).resolvedOptions()).toEqual({ locale: language, granularity: 'word' });
    expect(segmenterOf('sentence', language).resolvedOptions()).toEqual({ locale: language, granularity: 'sentence' });
  });

  test('ends a sentence of Greek at its question mark, which parts none in English', () => {
    const question = 'Πού είσαι; Εδώ είμαι.';
    expect(segments(segmenterOf('sentence', 'el'), question)).toEqual(['Πού είσαι; ', 'Εδώ είμαι.']);
    expect(segments(segmenterOf('sentence', 'en'), question)).toEqual([question]);
  });

  test.each([null, undefined])('is the English one where the language is %s', (language) => {
    expect(segmenterOf('word', language)).toBe(segmenterOf('word', 'en'));
    expect(segmenterOf('sentence', language).resolvedOptions()).toEqual({ locale: 'en', granularity: 'sentence' });
  });

  test('is made once', () => {
    expect(segmenterOf('word', 'fr')).toBe(segmenterOf('word', 'fr'));
    expect(segmenterOf('word', 'fr')).not.toBe(segmenterOf('sentence', 'fr'));
  });
});
