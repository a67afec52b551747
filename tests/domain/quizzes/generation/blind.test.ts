import { describe, expect, test } from '@jest/globals';
import { composeQuestion } from '../../../../domain/quizzes/compose-question.js';
import type { DraftAnswer } from '../../../../domain/quizzes/draft-question.js';
import { labeledOptions, numberedPrompts, verdictOf } from '../../../../domain/quizzes/generation/blind.js';
import { draftOf } from '../../../../domain/quizzes/generation/draft-of.js';

/** Options stand in the order of their texts: so a test knows their letters. */
const compose = (draft: DraftAnswer) => composeQuestion(draft, (side, text) => `${side}-${text}`);
const verdict = (draft: DraftAnswer, ...answer: string[]) => {
  const { form, key } = compose(draft);
  return verdictOf(form, key, { answer });
};

const SINGLE: DraftAnswer = { kind: 'single-choice', right: 'b', wrong: ['a', 'c'] };
const WORDS: DraftAnswer = { kind: 'single-choice', right: 'mitosis', wrong: ['meiosis', 'budding'] };
const FIRST: DraftAnswer = { kind: 'single-choice', right: 'budding', wrong: ['meiosis', 'mitosis'] };
const BLOOD: DraftAnswer = { kind: 'single-choice', right: 'AB', wrong: ['A', 'B'] };
const OXYGEN: DraftAnswer = { kind: 'single-choice', right: 'O', wrong: ['C', 'N'] };
const COLON: DraftAnswer = { kind: 'single-choice', right: 'vitamin B: niacin', wrong: ['fat', 'iron'] };
const TRUE: DraftAnswer = { kind: 'true-false', right: true };
const FALSE: DraftAnswer = { kind: 'true-false', right: false };
const MULTIPLE: DraftAnswer = { kind: 'multiple-choice', right: ['a', 'c'], wrong: ['b', 'd'] };
const ORDER: DraftAnswer = { kind: 'ordering', items: ['c', 'a', 'b'] };
const PAIRS: DraftAnswer = {
  kind: 'matching',
  pairs: [
    ['x', 'b'],
    ['y', 'a'],
    ['z', 'c'],
  ],
};
const NUMBER: DraftAnswer = {
  ...{ kind: 'numeric', value: 9.81, unit: 'm/s^2', tolerance: { absolute: 0.01, relative: 0 } },
  ...{ formula: 'g', values: { g: 9.81 } },
};

describe('what a solver says is a match', () => {
  test.each<[string, DraftAnswer, string[]]>([
    ['the letter', SINGLE, ['B']],
    ['the letter, which is the text of another', BLOOD, ['B']],
    ['a text of one letter that is no label', OXYGEN, ['O']],
    ['the letter as models write it', SINGLE, ['(b)']],
    ['the letter with its text', SINGLE, ['B: b']],
    ['the small letter with a dot', SINGLE, [' b. ']],
    ['its own text', WORDS, ['mitosis']],
    ['its own text between spaces', WORDS, [' mitosis ']],
    ['its own text behind a wrong letter', WORDS, ['A: mitosis ']],
    ['its own text with a colon in it', COLON, ['vitamin B: niacin']],
    ['the letter with another text', WORDS, ['C: cells divide']],
    ['the letter behind a long number', WORDS, ['12: C']],
    ['the letter behind a number and a space', WORDS, ['1 : C']],
    ['the letter behind a number alone', WORDS, ['1 C']],
    ['the letter right behind a number', WORDS, ['1:C']],
    ['the word in quotes', TRUE, ['"True"']],
    ['the small word', TRUE, ['true']],
    ['yes', TRUE, ['Yes!']],
    ['the other word in quotes', FALSE, ['"False."']],
    ['the other small word', FALSE, ['false']],
    ['no', FALSE, ['No']],
    ['all letters', MULTIPLE, ['C', 'A']],
    ['the order', ORDER, ['C', 'A', 'B']],
    ['a letter for each prompt', PAIRS, ['B', 'A', 'C']],
    ['numbered letters', PAIRS, ['1: B', '2: A', '3: C']],
    ['the word', { kind: 'true-false', right: true }, ['True.']],
    ['the number with its unit', NUMBER, ['9.81 m/s^2']],
    ['one of the words', { kind: 'short-text', accepted: ['mitosis', 'cell division'] }, ['Cell division']],
  ])('where it is %s', (_what, draft, answer) => {
    expect(verdict(draft, ...answer)).toBe('match');
  });

  test.each<[string, DraftAnswer, string[]]>([
    ['another letter', SINGLE, ['A']],
    ['two letters', SINGLE, ['B', 'A']],
    ['no letter of it', SINGLE, ['Z']],
    ['no answer', SINGLE, []],
    ['no answer to a statement', TRUE, []],
    ['no number', NUMBER, []],
    ['no order', ORDER, []],
    ['a letter that belongs to a word', WORDS, ['vitamin-C']],
    ['two letters in one', WORDS, ['BC']],
    ['a word that begins with the letter', WORDS, ['Cells divide']],
    ['words that are no option', FIRST, ['none of them']],
    ['words that are no option, of several', MULTIPLE, ['none of them', 'C']],
    ['a word that ends in the word', TRUE, ['untrue']],
    ['the word and the other one', TRUE, ['true or false']],
    ['a denial of the other word', FALSE, ['not false']],
    ['the other word and the word', FALSE, ['false or true']],
    ['a part of what is right', MULTIPLE, ['A']],
    ['another order', ORDER, ['A', 'B', 'C']],
    ['a pair too few', PAIRS, ['B', 'A']],
    ['one letter twice', PAIRS, ['B', 'B', 'C']],
    ['the other word', { kind: 'true-false', right: true }, ['false']],
    ['neither word', { kind: 'true-false', right: true }, ['perhaps']],
    ['the number in another unit', NUMBER, ['9.81 m/s']],
    ['another word', { kind: 'short-text', accepted: ['mitosis'] }, ['meiosis']],
  ])('and not where it is %s', (_what, draft, answer) => {
    expect(verdict(draft, ...answer)).toBe('disagree');
  });

  test('and what it says of the question is told', () => {
    const { form, key } = compose(SINGLE);
    expect(verdictOf(form, key, { none: 'ambiguous' })).toBe('ambiguous');
    expect(verdictOf(form, key, { none: 'not-in-passage' })).toBe('not-in-passage');
  });

  test('and it is shown labels alone', () => {
    expect(labeledOptions(compose(SINGLE).form)).toEqual(['A: a', 'B: b', 'C: c']);
    expect([
      numberedPrompts(compose(PAIRS).form),
      labeledOptions(compose({ kind: 'true-false', right: true }).form),
    ]).toEqual([['1: x', '2: y', '3: z'], []]);
  });
});

test.each([SINGLE, MULTIPLE, ORDER, PAIRS, NUMBER])('a stored question is its draft again', (draft) => {
  const again = draftOf({ stem: 'What?', ...compose(draft) });
  const { formula: _f, values: _v, ...rest } = { formula: '', values: {}, ...draft };
  expect(again).toMatchObject({ stem: 'What?', ...rest });
});
