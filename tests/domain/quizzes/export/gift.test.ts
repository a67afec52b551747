import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import gift, { type Matching, type MultipleChoice, type Numerical, type ShortAnswer, type TrueFalse } from 'gift-pegjs';
import { giftOf } from '../../../../domain/quizzes/export/gift.js';
import { comparedText, lineText, richText } from '../../../../domain/quizzes/export/texts.js';
import { hostileTexts, PLAIN, questionsOf } from './questions.js';

type Read = [
  ...[MultipleChoice, MultipleChoice, TrueFalse, Numerical, Numerical, ShortAnswer, Matching, Matching],
  ...unknown[],
];
const read = (text: string) => gift.parse(text) as unknown as Read;
/** The pairs that were read. */
const pairsIn = ({ matchPairs }: Matching) =>
  matchPairs.map(({ subquestion, subanswer }) => [subquestion.text, decoded(subanswer)]);
/** It leaves signs of pairs as they were escaped. */
const decoded = (text: string) => text.replaceAll(/&&(\d{3});/g, (_, point) => String.fromCharCode(Number(point)));

describe('giftOf', () => {
  test('writes each kind', () => {
    expect(giftOf(questionsOf(PLAIN))).toBe(`::cells::[html]What is it? {
~[html]cells
=[html]What is it?
~[html]Because so.
~[html]osmosis
####[html]Because so.
}

::cells::[html]What is it? {
~%33.33333%[html]cells
~%-33.33333%[html]What is it?
~%33.33333%[html]Because so.
~%33.33333%[html]osmosis
####[html]Because so.
}

::cells::[html]What is it? {FALSE
####[html]Because so.
}

// A number with a unit: GIFT has no units, so the number alone is compared.
::cells::[html]What is it? (in °C) {#0.00000000000000000015:0.000000000000000000015
####[html]Because so.
}

::cells::[html]What is it? {#-2:0.2
####[html]Because so.
}

::cells::[html]What is it? {
=%100%osmosis
=%100%What is it?
####[html]Because so.
}

// An order: GIFT has no such kind, so each place is matched with its item.
::cells::[html]What is it? {
=[html]1 -> osmosis
=[html]2 -> Because so.
=[html]3 -> What is it?
=[html]4 -> cells
####[html]Because so.
}

::cells::[html]What is it? {
=[html]osmosis -> What is it?
=[html]What is it? -> osmosis
=[html]Because so. -> cells
= -> Because so.
####[html]Because so.
}
`);
  });

  test('is read back as it was, whatever signs its texts have', () => {
    fc.assert(
      fc.property(hostileTexts, (texts) => {
        const [name, stem, explanation, more] = texts;
        const [single, multiple, isTrue, withUnit, bare, short, order, pairs, ...rest] = read(
          giftOf(questionsOf(texts)),
        );
        expect(rest).toEqual([]);
        const all = [single, multiple, isTrue, withUnit, bare, short, order, pairs];
        expect(all.map(({ type }) => type)).toEqual([
          'MC',
          'MC',
          'TF',
          'Numerical',
          'Numerical',
          'Short',
          'Matching',
          'Matching',
        ]);
        for (const question of all) {
          expect(question.title).toBe(lineText(name));
          expect(question.stem.text.replace(' (in °C)', '')).toBe(richText(stem));
          expect(question.globalFeedback?.text).toBe(richText(explanation));
        }
        const choices = texts.map((text) => richText(text));
        expect(single.choices.map((choice) => choice.text.text)).toEqual(choices);
        expect(single.choices.map((choice) => choice.isCorrect)).toEqual([false, true, false, false]);
        expect(multiple.choices.map((choice) => choice.text.text)).toEqual(choices);
        expect(multiple.choices.map((choice) => Math.sign(choice.weight ?? 0))).toEqual([1, -1, 1, 1]);
        expect(isTrue.isTrue).toBe(false);
        expect(withUnit.choices).toMatchObject({ number: 1.5e-19, range: 1.5e-20 });
        expect(bare.choices).toMatchObject({ number: -2, range: 0.2 });
        expect(short.choices.map((choice) => choice.text.text)).toEqual(
          [more, stem].map((text) => comparedText(text).replaceAll('->', '→')),
        );
        expect(pairsIn(order)).toEqual(texts.toReversed().map((text, at) => [String(at + 1), lineText(text)]));
        expect(pairsIn(pairs)).toEqual([
          [richText(more), lineText(stem)],
          [richText(stem), lineText(more)],
          [richText(explanation), lineText(name)],
          ['', lineText(explanation)],
        ]);
      }),
    );
  });

  test('of no question is empty', () => expect(giftOf([])).toBe(''));

  test('refuses a key of another question', () => {
    const form = { kind: 'single-choice', options: [{ id: 'a', text: 'a' }] } as const;
    const about = { name: '', stem: '', explanation: '' };
    expect(() =>
      giftOf([{ ...about, form: { ...form, options: [] }, key: { kind: 'ordering', right: ['a'] } }]),
    ).toThrow(RangeError);
    expect(() =>
      giftOf([{ ...about, form: { kind: 'ordering', items: [] }, key: { kind: 'ordering', right: ['a'] } }]),
    ).toThrow(RangeError);
  });
});
