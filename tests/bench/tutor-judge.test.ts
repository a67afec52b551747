import { describe, expect, it } from '@jest/globals';
import { fold } from '../../bench/tutor/fold.js';
import { isValid, type JudgedCitation, judge } from '../../bench/tutor/judge.js';
import { reliabilityOf } from '../../bench/tutor/reliability.js';

const PAGE = 'The Moon\n\nA month is a round of\nthe Moon. It takes 27.3 days. The tides follow it.';
const question = {
  facts: [
    { document: 'sky', holds: ['takes 27.3 days'] },
    { document: 'sky', holds: ['the tides follow', 'the sea follows'] },
  ],
  corrects: [],
};
const cite = (quote: string, more: Partial<JudgedCitation> = {}): JudgedCitation => {
  const pageText = more.pageText ?? PAGE;
  const startOffset = pageText.indexOf(quote);
  const endOffset = startOffset + quote.length;
  return { document: 'sky', pageNo: 1, pageText, quote, startOffset, endOffset, ...more };
};
const asks = (span: string) => ({ facts: [{ document: 'sky', holds: [span] }], corrects: [] });

describe('the judge of the tutor', () => {
  it('wants every fact, each from its document', () => {
    const first = cite('It takes 27.3 days.');
    expect(judge(question, [first, cite('The tides follow it.')])).toBe('whole');
    expect(judge(question, [first])).toBe('partly');
    expect(judge(question, [first, cite('The tides follow it.', { document: 'sea' })])).toBe('partly');
    expect(judge(question, [cite('The Moon')])).toBe('wrong');
    expect(judge(question, [])).toBe('missed');
  });

  it('takes a quote for the sentences it touches and for no others', () => {
    expect(judge(question, [cite('27.3')])).toBe('partly');
    expect(judge(question, [cite('A month is a round of\nthe Moon.')])).toBe('wrong');
  });

  it('takes a row of a table and an item of a list for itself', () => {
    const pageText =
      '| Planet | Moons |\n| --- | --- |\n| Mars | 2 |\n| Jupiter | 97 |\n\n- near: Mars\n- far: Neptune';
    expect(judge(asks('Mars | 2'), [cite('| Mars | 2 |', { pageText })])).toBe('whole');
    expect(judge(asks('Mars | 2'), [cite('| Jupiter | 97 |', { pageText })])).toBe('wrong');
    expect(judge(asks('far: Neptune'), [cite('- near: Mars', { pageText })])).toBe('wrong');
  });

  it('finds sentences of scripts without spaces, and of others than Latin', () => {
    const chinese = '绿茶不经过发酵。红茶是完全\n发酵的茶。';
    expect(judge(asks('红茶是完全发酵的茶'), [cite('红茶', { pageText: chinese })])).toBe('whole');
    expect(judge(asks('红茶是完全发酵的茶'), [cite('绿茶', { pageText: chinese })])).toBe('wrong');
    const hindi = 'गंगा लंबी है। उसकी लंबाई २५२५ किलोमीटर है।';
    expect(judge(asks('2,525 किलोमीटर'), [cite('उसकी लंबाई', { pageText: hindi })])).toBe('whole');
    expect(judge(asks('2,525 किलोमीटर'), [cite('गंगा लंबी है।', { pageText: hindi })])).toBe('wrong');
  });

  it('tells an abstention from an invention, and from what sets a premise right', () => {
    const wrongPremise = { facts: [], corrects: [{ document: 'sky', holds: ['takes 27.3 days'] }] };
    expect(judge(wrongPremise, [])).toBe('abstained');
    expect(judge(wrongPremise, [cite('The tides follow it.')])).toBe('invented');
    expect(judge(wrongPremise, [cite('It takes 27.3 days.')])).toBe('corrected');
  });

  it('takes a quote as valid only where it stands', () => {
    expect(isValid(cite('It takes 27.3 days.'))).toBe(true);
    expect(isValid(cite('It takes 27.3 days.', { startOffset: 0 }))).toBe(false);
    expect(isValid(cite('It takes 28 days.'))).toBe(false);
  });
});

describe('the folding of facts', () => {
  it.each([
    ['case and white space', 'The  Moon\nrises', 'the moon rises'],
    ['separators of thousands', '1.234.567 and 1,234 and 12 000', '1234567 and 1234 and 12000'],
    ['digits of other scripts', '٣٤ and ۵۶ and ७८', '34 and 56 and 78'],
    ['spaces in scripts without them', '約 10 秒で 通過', '約10秒で通過'],
    ['vowel signs of Arabic', 'دمًا فقيرًا', 'دما فقيرا'],
    ['apostrophes', 'l’or', "l'or"],
  ])('puts aside %s', (_, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('keeps what makes another number', () => {
    expect(fold('27.3 days')).toBe('27.3 days');
    expect(fold('0.05 and 3,5')).toBe('0.05 and 3,5');
    expect(fold('in 1990, 250 men')).toBe('in 1990, 250 men');
  });
});

describe('the table of reliability', () => {
  it('gives the share that is right of the answers in each bin', () => {
    const bins = reliabilityOf([
      { confidence: 0.9, outcome: 'whole' },
      { confidence: 0.95, outcome: 'invented' },
      { confidence: 1, outcome: 'corrected' },
      { confidence: 0.62, outcome: 'partly' },
      { confidence: 0.3, outcome: 'whole' },
      { confidence: null, outcome: 'abstained' },
      { confidence: 0.8, outcome: 'missed' },
    ]);
    const told = bins.filter(({ answers }) => answers > 0);
    expect(told).toEqual([
      { bin: '0 – 0.5', answers: 1, right: 100 },
      { bin: '0.6 – 0.7', answers: 1, right: 0 },
      { bin: '0.9 – 1', answers: 3, right: 66.7 },
    ]);
    expect(bins.map(({ bin }) => bin).slice(1)).toEqual([
      '0.5 – 0.6',
      '0.6 – 0.7',
      '0.7 – 0.8',
      '0.8 – 0.9',
      '0.9 – 1',
    ]);
  });
});
