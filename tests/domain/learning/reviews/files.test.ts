import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ANKI_HEAD, ankiLines, type FiledCard } from '../../../../domain/learning/reviews/anki-file.js';
import { htmlOfText, textOfHtml } from '../../../../domain/learning/reviews/card-html.js';
import { type CardFormat, MAX_LINES, readCards } from '../../../../domain/learning/reviews/read-cards.js';
import { separatedRows } from '../../../../domain/learning/reviews/separated-values.js';
import { growthOf, IN_PROPORTION } from '../../../support/growth.js';

const cardsOf = (format: CardFormat, file: string) =>
  readCards(format, file).map((read) =>
    'card' in read ? [read.card.front, read.card.back, read.card.tags] : read.fault,
  );
const ankiFile = (cards: readonly FiledCard[]) => ANKI_HEAD + ankiLines(cards);
const linesOf = (format: CardFormat, file: string) => readCards(format, file).map(({ line }) => line);

describe('CSV', () => {
  test.each([
    ['a,b', [['a', 'b', []]]],
    ['front,back,tags\na,b,x y', [['a', 'b', ['x', 'y']]]],
    ['Front;Back\r\na;b\r\n', [['a', 'b', []]]],
    ['"a, b","say ""so""",x', [['a, b', 'say "so"', ['x']]]],
    [
      '"two\nlines",b\nc,d',
      [
        ['two\nlines', 'b', []],
        ['c', 'd', []],
      ],
    ],
    ['\ufeffa,b', [['a', 'b', []]]],
    [
      'a,b\n\n , ,\nc,d',
      [
        ['a', 'b', []],
        ['c', 'd', []],
      ],
    ],
    ['a,b,x x x', [['a', 'b', ['x']]]],
    ['<b>a</b>,&amp;', [['<b>a</b>', '&amp;', []]]],
    ['question,answer\na,b', [['a', 'b', []]]],
    ['"Term";"Definition";"Tags"\na;b;x', [['a', 'b', ['x']]]],
    ['a,b,x,, \n', [['a', 'b', ['x']]]],
    ['x,y;z', [['x', 'y;z', []]]],
    [
      'Wie viel ist 1,5 + 1,5?;3\nHund;dog\ng in m/s²;9,81',
      [
        ['Wie viel ist 1,5 + 1,5?', '3', []],
        ['Hund', 'dog', []],
        ['g in m/s²', '9,81', []],
      ],
    ],
    [
      'a; b,c\nd; e; f,g',
      [
        ['a; b', 'c', []],
        ['d; e; f', 'g', []],
      ],
    ],
  ])('%j is read', (file, cards) => expect(cardsOf('csv', file)).toEqual(cards));

  test('tells lines as they stand in the file', () => {
    expect(linesOf('csv', 'front,back\n"a\r\nb",c\n\nd,e\n')).toEqual([2, 5]);
  });

  test.each([
    ['a', /back has nothing/],
    [',b', /front has nothing/],
    ['\u200b,b', /front has nothing/],
    ['"a,b\nc,d', /never closed/],
    ['a\0,b', /cannot be stored/],
    ['a,b\ud800', /cannot be stored/],
    [`${'a'.repeat(1_001)},b`, /front has over 1000/],
    [`a,${'b'.repeat(2_001)}`, /back has over 2000/],
    [`a,b,${'t'.repeat(61)}`, /tag/],
    [`a,b,${Array.from({ length: 21 }, (_, at) => `t${at}`).join(' ')}`, /over 20 tags/],
    [`${'a'.repeat(12_001)},b`, /over 12000/],
    ['red, green and blue,the colors of a screen,x,y', /more columns than front, back and tags/],
  ])('%# a line that is no card says why', (file, fault) =>
    expect(cardsOf('csv', file)).toEqual([expect.stringMatching(fault)]),
  );

  test('has 5,000 lines at most, and says that the others are left out', () => {
    const read = readCards('csv', Array.from({ length: MAX_LINES + 50 }, (_, at) => `${at},b`).join('\n'));
    expect(read).toHaveLength(MAX_LINES + 1);
    expect(read.at(-1)).toEqual({ line: MAX_LINES + 1, fault: expect.stringContaining('left out') });
  });
});

describe("a text of Anki's", () => {
  test('is read by what its head says of columns, separator and markup', () => {
    const head = '#separator:Pipe\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n';
    expect(readCards('anki', `${head}g1|Basic|Deck|<b>a</b><br>b|1 &lt; 2|x y`)).toEqual([
      { line: 7, card: { guid: 'g1', front: 'a\nb', back: '1 < 2', tags: ['x', 'y'] } },
    ]);
  });

  test('without a head has tabs and no markup', () => {
    expect(cardsOf('anki', 'a <b>\tb\tmore')).toEqual([['a <b>', 'b', []]]);
  });

  test.each([
    ['#', []],
    ['#separator:', []],
    ['#guid column:99999999999\na\tb', [['a', 'b', []]]],
    ['#guid column:1\na\tb', ['The back has nothing that can be seen']],
    ['#html:true\n<img src=x onerror=alert(1)>\tb', ['The front has nothing that can be seen']],
    ['#html:true\nhund[sound:hund.mp3]\tdog', [['hund', 'dog', []]]],
    ['#html:true\n[sound:hund.mp3]\tdog', ['The front has nothing that can be seen']],
    ['#html:false\n[sound:hund.mp3]\tdog', [['[sound:hund.mp3]', 'dog', []]]],
    ['#html:true\n<script>alert(1)</script>\tb', [['alert(1)', 'b', []]]],
    [`#guid column:1\n${'g'.repeat(101)}\ta\tb`, ['The guid cannot be stored, or is too long']],
  ])('%j is read', (file, cards) => expect(cardsOf('anki', file)).toEqual(cards));

  test('that we wrote has the same cards again', () => {
    const side = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => /[a-z0-9]/i.test(text));
    const tag = fc.stringMatching(/^["#a-z0-9:;,|'\\]{1,10}$/);
    const card = fc.record({
      // Files of others have chosen it.
      guid: fc.stringMatching(/^["#a-z0-9:;,|'\\]{1,20}$/),
      topic: fc.constantFrom(null, 'physics/optics'),
      front: side,
      back: side,
      tags: fc.uniqueArray(tag, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(card, { maxLength: 5 }), (cards) => {
        const read = readCards('anki', ankiFile(cards)).map((one) => ('card' in one ? one.card : one.fault));
        const clean = (text: string) => text.replaceAll(/\r\n|\r/g, '\n').trim();
        expect(read).toEqual(
          cards.map(({ guid, front, back, tags }) => ({ guid, front: clean(front), back: clean(back), tags })),
        );
      }),
    );
  });
});

test('whatever a file holds is read without a fault of ours, and each line once', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('"', ',', '\t', '\n', '\r', '#', '<', '>', '&', ';', ':', 'a', '\0', '1'),
  });
  fc.assert(
    fc.property(fc.constantFrom('anki' as const, 'csv' as const), hostile, (format, file) => {
      const lines = linesOf(format, file);
      expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['quotation marks', (size: number) => '"'.repeat(10 * size)],
  ['openings of tags', (size: number) => `#html:true\n${'<'.repeat(size)}\tb\n`.repeat(8)],
  ['openings of sounds', (size: number) => `#html:true\n${'[sound:'.repeat(size / 7)}\tb\n`.repeat(8)],
  ['openings of entities', (size: number) => `#html:true\n${'&#'.repeat(size / 2)}\tb\n`.repeat(8)],
  ['breaks', (size: number) => `#html:true\n${`<br${' '.repeat(size)}\tb\n`.repeat(8)}`],
  ['separators', (size: number) => '\t'.repeat(10 * size)],
  ['heads', (size: number) => '#deck column:7\n'.repeat(size / 2)],
])('a file of nothing but %s takes time in proportion to its size', (_name, fileOf) => {
  const growth = growthOf((size) => {
    readCards('anki', fileOf(size));
    readCards('csv', fileOf(size));
  }, 1_000);
  expect(growth).toBeLessThan(IN_PROPORTION);
});

test('a card whose every character is written as an entity is read again', () => {
  const card = { guid: 'g', topic: null, front: '"'.repeat(1_000), back: '"'.repeat(2_000), tags: [] };
  expect(cardsOf('anki', ankiFile([card]))).toEqual([[card.front, card.back, []]]);
});

test('text is the same after it was HTML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(textOfHtml(htmlOfText(text))).toBe(text.replaceAll(/\r\n|\r/g, '\n'));
    }),
    { examples: [['[sound:a.mp3]']] },
  );
});

test('rows have all of the text but its separators and quotation marks', () => {
  expect([...separatedRows('a,"b,""c""",\n,d', ',')]).toEqual([
    { line: 1, fields: ['a', 'b,"c"', ''], isUnclosed: false },
    { line: 2, fields: ['', 'd'], isUnclosed: false },
  ]);
});
