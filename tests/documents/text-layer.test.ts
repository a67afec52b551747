import { describe, expect, it } from '@jest/globals';
import { cleanText, hasTextLayer } from '../../documents/text-layer.js';

describe('cleanText', () => {
  it('gives lines that Postgres takes', () => {
    expect(cleanText('one \r\ntwo\rthree\u0000\u0007\tfour\ud800 \u{1F30A}\n')).toBe('one\ntwo\nthree\tfour \u{1F30A}');
  });

  it('writes ligatures as letters, spaces as spaces and leaves out what is not seen', () => {
    expect(cleanText('e\uFB03cient \uFB02ow \uFB01nds o\uFB00 ba\uFB04e \uFB05a\uFB06')).toBe(
      'efficient flow finds off baffle stast',
    );
    expect(cleanText('\uFEFFpho\u00ADto\u200B\u00A0graph\u2003taken\u2060 inter\u00AD\n national')).toBe(
      'photo graph taken international',
    );
    expect(cleanText('one\n\n\n\ntwo')).toBe('one\n\ntwo');
  });

  it('joins words at the mark that pdfium puts into them, and composes accents', () => {
    expect(cleanText('photo\ufffesynthesis cafe\u0301')).toBe('photosynthesis caf\u00e9');
  });
});

describe('hasTextLayer', () => {
  it('wants more than a stamp or a page number', () => {
    expect(hasTextLayer('')).toBe(false);
    expect(hasTextLayer('- 12 - ............................................')).toBe(false);
    expect(hasTextLayer('Scanned with a scanner')).toBe(false);
    expect(hasTextLayer('A sentence that says something about the matter.')).toBe(true);
    expect(hasTextLayer('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21')).toBe(true);
  });
});
