import { describe, expect, it } from '@jest/globals';
import { isValid, type JudgedCitation, judge } from '../../bench/tutor/judge.js';

const PAGE = 'The Moon\nA month is a round of\nthe Moon. It takes 27.3 days. The tides follow it.';
const question = {
  id: 'moon',
  question: 'How long is a month, and what follows it?',
  evidence: [
    { page: 1, holds: ['takes 27.3 days'] },
    { page: 2, holds: ['The tides follow'] },
  ],
};
const cite = (quote: string, more: Partial<JudgedCitation> = {}): JudgedCitation => {
  const startOffset = PAGE.indexOf(quote);
  const endOffset = startOffset + quote.length;
  return { document: 'sky', pageNo: 1, pageText: PAGE, quote, startOffset, endOffset, ...more };
};

describe('the judge of the tutor', () => {
  it('wants every fact, each from its page', () => {
    const first = cite('It takes 27.3 days.');
    expect(judge('sky', question, [first, cite('The tides follow it.', { pageNo: 2 })])).toBe('whole');
    expect(judge('sky', question, [first, cite('The tides follow it.')])).toBe('partly');
    expect(judge('sea', question, [first])).toBe('wrong');
    expect(judge('sky', question, [])).toBe('missed');
  });

  it('takes a quote for the sentences it touches and for no others', () => {
    expect(judge('sky', question, [cite('27.3')])).toBe('partly');
    expect(judge('sky', question, [cite('A month is a round of\nthe Moon.')])).toBe('wrong');
  });

  it('tells an abstention from an invention', () => {
    const unanswerable = { ...question, evidence: [] };
    expect(judge('sky', unanswerable, [])).toBe('abstained');
    expect(judge('sky', unanswerable, [cite('It takes 27.3 days.')])).toBe('invented');
  });

  it('takes a quote as valid only where it stands', () => {
    expect(isValid(cite('It takes 27.3 days.'))).toBe(true);
    expect(isValid(cite('It takes 27.3 days.', { startOffset: 0 }))).toBe(false);
    expect(isValid(cite('It takes 28 days.'))).toBe(false);
  });
});
