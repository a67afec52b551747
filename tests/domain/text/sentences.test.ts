import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LIST_MARK } from '../../../domain/text/blocks.js';
import { QUESTION, sentencesOf } from '../../../domain/text/sentences.js';
import { countTokens } from '../../../domain/text/tokens.js';

const read = (text: string, { maxTokens = 100, start = 0, end = text.length } = {}) =>
  sentencesOf(text, { start, end }, [], maxTokens);
const textsOf = (text: string, bounds = {}) => read(text, bounds).map((one) => text.slice(one.start, one.end));

describe('the sentences of a text', () => {
  test('go on over a line break, and end at an empty line', () => {
    expect(textsOf('The tide rises\nand falls. It turns\n\ntwice a day')).toEqual([
      'The tide rises\nand falls.',
      'It turns',
      'twice a day',
    ]);
  });

  test.each(['1.', '12.', '(3)', '2)', 'b.', '-'])('have the mark of their item with them: %s', (mark) => {
    const item = `${mark} Metaphase: the threads line up.`;
    expect(textsOf(`1. Prophase: the threads coil up. They shorten.\n${item}`)).toEqual([
      '1. Prophase: the threads coil up.',
      'They shorten.',
      item,
    ]);
  });

  test('are the items of a list that letters number, and not names', () => {
    expect(textsOf('The capital is\nA. Paris\nB. Rome. It is old.\nC. Oslo\nwhich lies north.')).toEqual([
      'The capital is',
      'A. Paris',
      'B. Rome.',
      'It is old.',
      'C. Oslo\nwhich lies north.',
    ]);
    expect(textsOf('So it was said by\nA. Einstein and also\nC. Darwin.')[0]).toMatch(/by\nA\./);
  });

  test('end at a number that no line begins with', () => {
    expect(textsOf('The last step is 3. Then it rests.')).toEqual(['The last step is 3.', 'Then it rests.']);
  });

  test('are the rows of a table and the items of a list', () => {
    expect(textsOf('Sea | Range\nFundy | 16 m\nBaltic | 0 m')).toEqual(['Sea | Range', 'Fundy | 16 m', 'Baltic | 0 m']);
    expect(textsOf('- the ebb goes\nout to sea\n- the flood comes in')).toEqual([
      '- the ebb goes\nout to sea',
      '- the flood comes in',
    ]);
    // What stands below a table is no part of its last row.
    expect(textsOf('Fundy | 16 m\nis the most')).toEqual(['Fundy | 16 m', 'is the most']);
  });

  test('are rows whole, the head with the dashes below it', () => {
    const text = '| Port | Range |\n| --- | --- |\n| Brest. By night | 6 m. More |\n| Cuxhaven | 3 m |\nAfter it.';
    expect(textsOf(text)).toEqual([
      '| Port | Range |\n| --- | --- |',
      '| Brest. By night | 6 m. More |',
      '| Cuxhaven | 3 m |',
      'After it.',
    ]);
  });

  test('are lines of notes', () => {
    expect(
      textsOf('Melting point of copper: 1085 °C\nDensity of copper: 8.96 g/cm3\nRibosome = place of synthesis'),
    ).toEqual(['Melting point of copper: 1085 °C', 'Density of copper: 8.96 g/cm3', 'Ribosome = place of synthesis']);
    expect(textsOf('1848 - year of revolutions\n1871: foundation of the Empire')).toHaveLength(2);
    // A sentence that goes on is no note.
    expect(textsOf('He saw two things: the ebb and\nthe flood: both at noon.')).toHaveLength(1);
    expect(textsOf('The ebb of that day: it came early, and\nThen it turned.')).toHaveLength(1);
  });

  test('end behind the marks of their notes, and in no formula', () => {
    expect(textsOf('Galle saw it.[7] Then came others.[8][9] The end').map((one) => one.trim())).toEqual([
      'Galle saw it.[7]',
      'Then came others.[8][9]',
      'The end',
    ]);
    expect(textsOf('By $a = b. C$ it ends. $x$ begins').map((one) => one.trim())).toEqual([
      'By $a = b. C$ it ends.',
      '$x$ begins',
    ]);
    expect(textsOf('So\n$$E = m c^2.$$\nThen comes\n\n$$\n- x\n# y | z\n$$').map((one) => one.trim())).toEqual([
      'So\n$$E = m c^2.$$',
      'Then comes',
      '$$\n- x\n# y | z\n$$',
    ]);
  });

  test('stand below their headings, which are sentences of their own', () => {
    const text = '# Tides\n\nThey turn.\n\n## Range\n\nIt differs.\n\n# Waves\n\nThey break.';
    const found = read(text).map(({ start, end, isHeading, path }) => ({
      ...{ text: text.slice(start, end), isHeading },
      path: path.map((heading) => heading.text),
    }));
    expect(found).toEqual([
      { text: '# Tides', isHeading: true, path: ['Tides'] },
      { text: 'They turn.', isHeading: false, path: ['Tides'] },
      { text: '## Range', isHeading: true, path: ['Tides', 'Range'] },
      { text: 'It differs.', isHeading: false, path: ['Tides', 'Range'] },
      { text: '# Waves', isHeading: true, path: ['Waves'] },
      { text: 'They break.', isHeading: false, path: ['Waves'] },
    ]);
  });

  test('are of the part that is asked for alone', () => {
    const text = 'The ebb. The flood. The turn.';
    expect(textsOf(text, { start: 9, end: 19 })).toEqual(['The flood.']);
  });

  test('of a part of a text are cut at its ends', () => {
    expect(textsOf('The ebb. The flood.', { start: 4, end: 16 })).toEqual(['ebb.', 'The flo']);
  });

  test('are headings that stand by themselves, with what is before and behind them', () => {
    const isHeading = (text: string) => read(text).map((one) => one.isHeading);
    const body = 'The tide rises and falls twice a day at sea.';
    expect(isHeading(`The Ebb\n\n${body}`)).toEqual([true, false]);
    expect(isHeading(`The Ebb\n \t\n${body}`)).toEqual([true, false]);
    expect(isHeading(`The Ebb\n${body}`)).toEqual([false]);
    expect(isHeading(`${body}\nThe Ebb\n\n${body}`)).toEqual([false, false, false]);
    expect(isHeading(`${body}\n\nThe Ebb\n\n${body}`)).toEqual([false, true, false]);
  });

  test('do not go on from a heading, nor from a row', () => {
    expect(textsOf('## Ebb\nand flood')).toEqual(['## Ebb', 'and flood']);
    expect(textsOf('and flood\n## Ebb')).toEqual(['and flood', '## Ebb']);
    expect(textsOf('and flood\nFundy | 16 m')).toEqual(['and flood', 'Fundy | 16 m']);
  });

  test('are cut between words where they are too long', () => {
    expect(textsOf('one two three four five', { maxTokens: 2 })).toEqual(['one two', 'three four', 'five']);
  });

  test('are found in a paragraph of any length, and cut in no character', () => {
    const long = 'The tide comes in and goes out again. '.repeat(600);
    expect(new Set(textsOf(long).map((one) => one.trim()))).toContain('The tide comes in and goes out again.');
    for (const text of ['x🌊'.repeat(6_000), `x${'🌊'.repeat(9_000)}`])
      for (const { start, end } of read(text)) expect(text.slice(start, end)).not.toMatch(/\p{Surrogate}/u);
  });

  test('hold every word of the text once, in order, with its tokens', () => {
    const piece = fc.constantFrom('tide', 'Ebb.', '\n', '\n\n', ' ', '# Sea', ' | ', '- ', '潮汐', '🌊', '?');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (pieces, maxTokens) => {
        const text = pieces.join('');
        const found = read(text, { maxTokens });
        const bare = (some: string) => some.replace(/\s/gu, '');
        expect(bare(found.map(({ start, end }) => text.slice(start, end)).join(''))).toBe(bare(text));
        const wrong = found.filter(
          ({ start, end, tokens }, index) =>
            tokens !== countTokens(text.slice(start, end)) || start >= end || start < (found[index - 1]?.end ?? 0),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });
});

describe('what a line begins and ends with', () => {
  test.each([
    '• ebb',
    '- ebb',
    '– ebb',
    '* ebb',
    '1. ebb',
    '12) ebb',
    '(3) ebb',
    'a) ebb',
    '(b) ebb',
    'B) ebb',
    '(B) ebb',
  ])('%s is an item of a list', (line) => {
    expect(LIST_MARK.test(line)).toBe(true);
  });

  test.each(['-ebb', 'B. ebb', '123. ebb', 'ab) ebb', 'ebb - flood', '1.5 m', '(ebb)'])('%s is none', (line) => {
    expect(LIST_MARK.test(line)).toBe(false);
  });

  test.each(['Why?', '为什么？', 'لماذا؟', 'Why?"', '(why?)', '“Why?”)'])('%s is a question', (line) => {
    expect(QUESTION.test(line)).toBe(true);
  });

  test.each(['Why? Because.', 'Because.', '?!', 'Why? "'])('%s is none', (line) => {
    expect(QUESTION.test(line)).toBe(false);
  });
});
