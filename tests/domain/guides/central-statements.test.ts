import { describe, expect, test } from '@jest/globals';
import { centralStatements, promisingStatements } from '../../../domain/guides/central-statements.js';

const statement = (text: string, more: { isWhole?: boolean; refersBack?: boolean } = {}) => ({
  ...{ pageNo: 1, text, words: text.split(' '), isWhole: true, refersBack: false },
  ...more,
});
const textsOf = (statements: { text: string }[]) => statements.map(({ text }) => text);

describe('the central statements', () => {
  const placed = (text: string, vector: number[], more: Parameters<typeof statement>[1] = {}) => ({
    ...statement(text, more),
    vector,
  });
  const east = [1, 0];

  test.each([
    ['the first of those that say the same', [placed('first', east), placed('last', east)], 'first'],
    ['a sentence rather than a fragment', [placed('part', east, { isWhole: false }), placed('all', east)], 'all'],
    ['what stands for itself', [placed('it', east, { refersBack: true }), placed('sea', east)], 'sea'],
    [
      'what rests on others, or is a fragment, rather than what is both',
      [placed('both', east, { refersBack: true, isWhole: false }), placed('one', east, { isWhole: false })],
      'one',
    ],
    ['what is near to all', [placed('east', east), placed('north', [0, 1]), placed('between', [1, 1])], 'between'],
  ])('have %s', (_what, statements, expected) => {
    expect(textsOf(centralStatements(statements, 1))).toEqual([expected]);
  });

  test('do not repeat any of those before, not only the last of them', () => {
    const statements = [
      placed('tide', [0.5, 0, 0]),
      placed('tide again', [0.5, 0, 0]),
      placed('moon', [0, 1, 0]),
      placed('sun', [0, 0, 1]),
    ];
    expect(textsOf(centralStatements(statements, 3))).toEqual(['tide', 'moon', 'sun']);
  });
});

describe('the promising statements', () => {
  const pick = (statements: (string | ReturnType<typeof statement>)[], max: number) =>
    textsOf(
      promisingStatements(
        statements.map((one) => (typeof one === 'string' ? statement(one) : one)),
        max,
      ),
    );

  test.each([
    ['words that come again', ['cat', 'fish', 'tide one', 'tide two'], ['tide one', 'tide two']],
    ['no words that all have', ['all', 'all tide', 'all moon', 'all tide'], ['all tide', 'all tide']],
    ['words that come again once for each statement', ['cat cat', 'fish', 'tide', 'tide'], ['tide', 'tide']],
    ['more of such words', ['tide a', 'tide moon', 'sun moon', 'sun b'], ['tide moon', 'sun moon']],
  ])('have %s', (_what, statements, expected) => {
    expect(pick(statements, 2)).toEqual(expected);
  });

  test.each([
    ['short ones', ['tide and a lot more beside it', 'tide', 'cat'], 'tide'],
    ['sentences', [statement('tide a', { isWhole: false }), 'tide b', 'cat'], 'tide b'],
    ['those that stand for themselves', [statement('tide a', { refersBack: true }), 'tide b', 'cat'], 'tide b'],
    ['those that come first', ['cat', 'tide a', 'tide b'], 'tide a'],
  ])('are rather %s', (_what, statements, expected) => {
    expect(pick(statements, 1)).toEqual([expected]);
  });

  test.each([
    [0, []],
    [1, ['tide']],
    [2, ['tide', 'tide']],
    [3, ['cat', 'tide', 'tide']],
    [4, ['cat', 'tide', 'tide']],
  ])('are at most %i of three', (max, expected) => {
    expect(pick(['cat', 'tide', 'tide'], max)).toEqual(expected);
  });
});
