import { describe, expect, it } from '@jest/globals';
import { joinedSentence, sentenceOver } from '../../../domain/text/page-breaks.js';

const pieces = (...texts: string[]) =>
  texts.map((text) => ({ text: text.replace(/^# /, ''), isHeading: text.startsWith('# ') }));

const OPEN = 'The keel was laid in the same year in which the dock had been';

describe('a sentence over the end of a page', () => {
  it('is found with notes and page numbers between its parts', () => {
    expect(sentenceOver(pieces('It was late.', OPEN), pieces('dug out.', 'Then it rained.'))).toEqual({
      first: 1,
      rest: 0,
    });
    expect(
      sentenceOver(
        pieces(OPEN, '1 The dock is called Lower Dock today.', 'It is dry.', '- 17 -'),
        pieces('18', 'dug out of the clay.'),
      ),
    ).toEqual({ first: 0, rest: 1 });
    expect(sentenceOver(pieces(OPEN), pieces('1911 dug out.'))).toEqual({ first: 0, rest: 0 });
    expect(sentenceOver(pieces('The keel was laid in the same year by'), pieces('Anna Holm of Risør.'))).toBeDefined();
    expect(sentenceOver(pieces('造船所在同一年 建成 并且 第一艘 船也'), pieces('下水了。'))).toBeDefined();
  });

  it.each([
    ['the last one has an end', pieces(`${OPEN} dug.`), pieces('dug out.')],
    ['it ends with the mark of a note', pieces(`${OPEN} dug.[3]`), pieces('dug out.')],
    ['the next page begins with a heading', pieces(OPEN), pieces('# the dock')],
    ['the next page begins with a sentence', pieces(OPEN), pieces('Then it rained.')],
    ['the next page begins with an item or a row', pieces(OPEN), pieces('- dug out')],
    ['text stands below it', pieces(OPEN, 'Another paragraph ends here.'), pieces('dug out.')],
    ['it is a heading', pieces(`# ${OPEN}`), pieces('dug out.')],
    ['it is a label', pieces('Figure of the dock'), pieces('dug out.')],
    ['there is no page', [], pieces('dug out.')],
    ['there is no next page', pieces(OPEN), []],
  ])('is none where %s', (_, before, after) => {
    expect(sentenceOver(before, after)).toBeUndefined();
  });

  it('is one with a word that is broken joined', () => {
    expect(joinedSentence('a deep har-', 'bour')).toBe('a deep harbour');
    expect(joinedSentence('a deep', 'harbour')).toBe('a deep harbour');
    expect(joinedSentence('from 1911-', '1913')).toBe('from 1911- 1913');
  });
});
