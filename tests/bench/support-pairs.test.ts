import { describe, expect, it } from '@jest/globals';
import { PARTS } from '../../bench/tutor/parts.js';
import { isSupported, readSupportPairs, SUPPORT_LABELS } from '../../bench/tutor/support-pairs.js';
import { locateQuote } from '../../domain/text/quotes.js';

const pairs = readSupportPairs();
const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'ja', 'pt', 'ru', 'zh'];

describe('the labeled pairs of claims and quotes', () => {
  it('has enough of both in both parts, of every label and language', () => {
    for (const part of PARTS) {
      const own = pairs.filter((pair) => pair.part === part);
      expect(own.filter(isSupported).length).toBeGreaterThanOrEqual(50);
      expect(own.filter((pair) => !isSupported(pair)).length).toBeGreaterThanOrEqual(60);
      expect(new Set(own.map(({ label }) => label))).toEqual(new Set(SUPPORT_LABELS));
      for (const language of LANGUAGES) {
        const supported = own.filter((pair) => pair.language === language).map(isSupported);
        expect([language, new Set(supported).size]).toEqual([language, 2]);
      }
    }
  });

  it('has each pair once, and no source in both parts', () => {
    expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
    expect(new Set(pairs.map(({ claim, quotes }) => `${claim} ${quotes.join(' ')}`)).size).toBe(pairs.length);
    const textsOf = (part: string) => new Set(pairs.filter((pair) => pair.part === part).map(({ text }) => text));
    expect([...textsOf('calibration')].filter((text) => textsOf('held-out').has(text))).toEqual([]);
  });

  it('quotes what stands in the text, and says otherwise in the claim', () => {
    for (const { id, text, quotes, claim } of pairs) {
      for (const quote of quotes) expect([id, quote, locateQuote(text, quote) !== null]).toEqual([id, quote, true]);
      expect([id, quotes.includes(claim)]).toEqual([id, false]);
    }
  });

  it('says in another language only where a label tells so', () => {
    for (const { id, label, language, claimLanguage } of pairs) {
      expect([id, language !== claimLanguage]).toEqual([id, label.startsWith('other-language')]);
    }
  });
});
