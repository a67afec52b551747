import { describe, expect, test } from '@jest/globals';
import { type CardFormat, readCards } from '../../../../domain/learning/reviews/read-cards.js';

const NOTHING_ELSE = { guid: null, tags: [] };
const read = (format: CardFormat, file: string) =>
  readCards(format, file).map((one) => ('card' in one ? one.card : one.fault));
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `t${at}`);

describe('a head of Anki', () => {
  test.each([
    ['', '#separator:comma\na,b'],
    ['with blanks', '# separator : comma \na,b'],
    ['in capitals', '#SEPARATOR:Comma\na,b'],
    ['with the sign itself', '#separator:,\na,b'],
    ['with no separator, which is a tab', '#separator:\na\tb'],
    ['with no separator, of Windows', '#separator:\r\na\tb'],
    ['behind a mark of the byte order', '\ufeff#separator:comma\na,b'],
    ['that says there is no markup', '#html:false\na\tb'],
    ['that names a deck like a number', '#deck:1\na\tb'],
    ['that says what we do not know', '#columns:1\na\tb'],
    ['without a colon', '#html\na\tb'],
  ])('%s is read', (_what, file) => expect(read('anki', file)).toEqual([{ ...NOTHING_ELSE, front: 'a', back: 'b' }]));

  test.each([
    ['#html:true', '<b>'],
    ['# html : True ', '<b>'],
    ['#html:false', '&lt;b&gt;'],
  ])('%j makes the side %j', (head, front) => {
    expect(read('anki', `${head}\n&lt;b&gt;\tb`)).toEqual([{ ...NOTHING_ELSE, front, back: 'b' }]);
  });

  test.each([
    ['#tags column:1', 'x y\ta\tb', { tags: ['x', 'y'] }],
    ['#tags column: 2', 'a\tx  y\tb', { tags: ['x', 'y'] }],
    ['#tags column:10', `a\tb${'\t'.repeat(8)}x`, { tags: ['x'] }],
    ['#guid column: 1', ' g \ta\tb', { guid: 'g' }],
    ['#guid column:1', ' \ta\tb', {}],
    ['#guid column:0', 'a\tb', {}],
    ['#guid column:01', 'a\tb', {}],
    ['#guid column:1.0', 'a\tb', {}],
    ['#guid column:one', 'a\tb', {}],
    ['#deck column:1', 'Deck\ta\tb', {}],
    ['#notetype column:2', 'a\tBasic\tb', {}],
  ])('%j says what the columns of %j are', (head, row, columns) => {
    expect(read('anki', `${head}\n${row}`)).toEqual([{ ...NOTHING_ELSE, front: 'a', back: 'b', ...columns }]);
  });

  test('that leaves no column for the sides leaves no card', () => {
    expect(read('anki', '#guid column:1\ng')).toEqual(['The front has nothing that can be seen']);
  });
});

describe('names of CSV', () => {
  test.each([
    ['with blanks', 'Front , Back \na,b'],
    ['behind a mark of the byte order', '\ufefffront,back\na,b'],
    ['of Windows', 'front,back\r\na,b\r\n'],
    ['of an old Mac', 'front,back\ra,b\r'],
  ])('%s are no card', (_what, file) => {
    expect(read('csv', file)).toEqual([{ ...NOTHING_ELSE, front: 'a', back: 'b' }]);
  });

  test('alone are no card either', () => expect(read('csv', 'front,back')).toEqual([]));

  test('behind a mark of the byte order leave a quoted side', () => {
    expect(read('csv', '\ufeff"a, b",c')).toEqual([{ ...NOTHING_ELSE, front: 'a, b', back: 'c' }]);
  });
});

describe('a first line that says what separates CSV', () => {
  test.each([
    ['a semicolon', 'sep=;\na, b;c'],
    ['a comma', 'sep=,\n"a, b",c'],
    ['a tab', 'sep=\t\na, b\tc'],
    ['a bar', 'sep=|\na, b|c'],
    ['in capitals', 'SEP=;\na, b;c'],
    ['of Windows', 'sep=;\r\na, b;c\r\n'],
    ['of an old Mac', 'sep=;\ra, b;c\r'],
    ['behind a mark of the byte order', '\ufeffsep=;\na, b;c'],
    ['before a line of names', 'sep=;\nfront;back\na, b;c'],
    ['in quotation marks', '"sep=;"\na, b;c'],
  ])('%s is no card', (_what, file) => {
    expect(read('csv', file)).toEqual([{ ...NOTHING_ELSE, front: 'a, b', back: 'c' }]);
  });

  test('alone is no card either', () => expect(read('csv', 'sep=;')).toEqual([]));

  test('counts as a line', () => expect(readCards('csv', 'sep=;\nfront;back\na')).toMatchObject([{ line: 3 }]));

  test('says what separates, whatever makes more cards', () => {
    expect(read('csv', 'sep=;\na,b;c\nd,e;f')).toMatchObject([{ front: 'a,b' }, { front: 'd,e' }]);
  });

  test.each([['sep=x,b'], ['sep=;;,b'], ['sep = ;,b']])('is none where it says something else: %j', (file) => {
    expect(read('csv', file)).toHaveLength(1);
    expect(read('csv', file)).toMatchObject([{ back: 'b' }]);
  });
});

describe('a card at its bounds', () => {
  test.each([
    ['a front of 1,000 characters', `${'a'.repeat(1_000)},b`],
    ['a back of 2,000', `a,${'b'.repeat(2_000)}`],
    ['20 tags', `a,b,${numbered(20).join(' ')}`],
    ['a tag of 60 characters', `a,b,${'t'.repeat(60)}`],
  ])('has %s', (_what, file) => expect(read('csv', file)).toEqual([expect.objectContaining({ guid: null })]));

  test('has a guid of 100 characters', () => {
    const guid = 'g'.repeat(100);
    expect(read('anki', `#guid column:1\n${guid}\ta\tb`)).toEqual([{ guid, front: 'a', back: 'b', tags: [] }]);
  });
});
