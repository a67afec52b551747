import { describe, expect, test } from '@jest/globals';
import { chooseStatements } from '../../../domain/guides/compose-guide.js';
import type { OutlineSection } from '../../../domain/guides/outline.js';
import { sentencesOfPages } from '../../../domain/text/chunking.js';

const range = (length: number) => Array.from({ length }, (_, at) => at);

const sectionOf = (statements: number, pageNo: number): OutlineSection => {
  const text = range(statements).map((at) => `Page ${pageNo} has the number ${at}.`);
  const sentences = sentencesOfPages([{ pageNo, text: text.join('\n\n') }]);
  return { level: 1, heading: `Page ${pageNo}`, pageFrom: pageNo, pageTo: pageNo, sentences };
};
const choose = (...counts: number[]) =>
  chooseStatements(
    counts.map((count, at) => sectionOf(count, at + 1)),
    undefined,
  );

describe('the statements that are compared', () => {
  test('are all, by section, where they are few', () => {
    const sections = [sectionOf(2, 1), sectionOf(0, 2), sectionOf(1, 3)];
    const { choices, statements, language } = chooseStatements(sections, undefined);
    expect(choices.map(({ section }) => section)).toEqual(sections);
    expect(choices.map((choice) => choice.statements.map(({ text }) => text))).toEqual([
      ['Page 1 has the number 0.', 'Page 1 has the number 1.'],
      [],
      ['Page 3 has the number 0.'],
    ]);
    expect(statements).toEqual(choices.flatMap((choice) => choice.statements));
    expect(language).toBeUndefined();
  });

  test.each<[number[], number[]]>([
    [[], []],
    [
      [0, 0],
      [0, 0],
    ],
    [[199], [199]],
    [[200], [200]],
    [[201], [200]],
    [
      [100, 100],
      [100, 100],
    ],
    [
      [150, 150],
      [100, 100],
    ],
    [
      [10, 300],
      [10, 190],
    ],
    [
      [150, 3, 0, 100],
      [99, 3, 0, 98],
    ],
    [range(210).map(() => 2), range(210).map((at) => (at < 200 ? 1 : 0))],
  ])('of sections with %j are %j: each has its turn until there are 200', (counts, expected) => {
    const { choices, statements } = choose(...counts);
    expect(choices.map((choice) => choice.statements.length)).toEqual(expected);
    expect(statements).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
  });
});
