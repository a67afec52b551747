import { describe, expect, test } from '@jest/globals';
import { checkShape } from '../../../../domain/quizzes/checks/shape.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { CONTEXT, fieldsOf, soundOf } from './sound.js';

const single = soundOf('single-choice');
const multiple = soundOf('multiple-choice');
const numeric = soundOf('numeric');
const short = soundOf('short-text');
const texts = (count: number) => Array.from({ length: count }, (_, at) => `Thing ${at}`);

describe('the shape of a question', () => {
  const shape = (question: DraftQuestion) => fieldsOf(checkShape(question, CONTEXT));

  test.each([
    ['stem', 8, 300, (text: string) => ({ ...single, stem: text })],
    ['explanation', 40, 400, (text: string) => ({ ...single, explanation: text })],
    ['evidence.quote', 15, 300, (text: string) => ({ ...single, evidence: { quote: text } })],
    ['right', 1, 150, (text: string) => ({ ...single, right: text })],
  ] as const)('has a %s of %i to %i characters, without the space around it', (field, least, most, having) => {
    const found = [least - 1, least, most, most + 1].map((length) => shape(having(` ${'x'.repeat(length)}\n`)));
    expect(found).toEqual([[field], [], [], [field]]);
  });

  test('needs fewer characters of scripts that say more with them, and has no more', () => {
    const explained = (length: number) => shape({ ...single, explanation: '核'.repeat(length) });
    expect([15, 16, 400, 401].map(explained)).toEqual([['explanation'], [], [], ['explanation']]);
    expect([5, 6].map((length) => shape({ ...single, evidence: { quote: '核'.repeat(length) } }))).toEqual([
      ['evidence.quote'],
      [],
    ]);
  });

  test.each<[string, number, number, (count: number) => DraftQuestion]>([
    ['wrong', 2, 4, (count) => ({ ...single, wrong: texts(count) })],
    ['accepted', 1, 10, (count) => ({ ...short, accepted: texts(count) })],
    ['items', 3, 6, (count) => ({ ...soundOf('ordering'), items: texts(count) })],
    ['pairs', 3, 6, (count) => ({ ...soundOf('matching'), pairs: texts(count).map((one) => [one, `${one}!`]) })],
    ['options', 4, 6, (count) => ({ ...multiple, right: texts(2), wrong: texts(count - 2) })],
    ['right', 1, 5, (count) => ({ ...multiple, right: texts(count), wrong: texts(count > 4 ? 1 : 4) })],
    ['wrong', 1, 5, (count) => ({ ...multiple, wrong: texts(count), right: texts(count > 4 ? 1 : 4) })],
  ])('has %s from %i to %i', (field, least, most, having) => {
    const found = [least - 1, least, most, most + 1].map((count) => shape(having(count)).includes(field));
    expect(found).toEqual([true, false, false, true]);
  });

  test.each<[number, number, boolean]>([
    [0, 0, true],
    [5, 0.99, true],
    [0, 1, false],
    [-0.1, 0, false],
    [0, -0.1, false],
    [Number.POSITIVE_INFINITY, 0, false],
    [0, Number.NaN, false],
  ])('may have a tolerance of %d and a share of %d: %s', (absolute, relative, isSound) => {
    expect(shape({ ...numeric, tolerance: { absolute, relative } })).toEqual(isSound ? [] : ['tolerance']);
  });
});
