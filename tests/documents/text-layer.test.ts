import { describe, expect, it } from '@jest/globals';
import { cleanText, hasTextLayer, settlePage } from '../../documents/text-layer.js';

describe('cleanText', () => {
  it('gives lines that Postgres takes', () => {
    expect(cleanText('one \r\ntwo\rthree\u0000\u0007\tfour\ud800 \u{1F30A}\n')).toBe('one\ntwo\nthree\tfour \u{1F30A}');
  });

  it('mends words that pdfium joined and composes accents', () => {
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

describe('settlePage', () => {
  it('takes the source that says more', () => {
    const ocr = { text: 'A page of words', confidence: 0.9 };
    expect(settlePage(3, '12', ocr)).toEqual({ pageNo: 3, method: 'ocr', ...ocr });
    expect(settlePage(3, 'Introduction', { text: 'Intr', confidence: 0.4 })).toEqual({
      pageNo: 3,
      method: 'text',
      text: 'Introduction',
      confidence: null,
    });
  });

  it('calls a page blank when neither says anything', () => {
    const blank = { pageNo: 1, method: 'blank', text: '', confidence: null };
    expect(settlePage(1, '', null)).toEqual(blank);
    expect(settlePage(1, '.', { text: '| —', confidence: 0.2 })).toEqual(blank);
  });
});
