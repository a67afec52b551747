import { describe, expect, test } from '@jest/globals';
import { hasHeadings, type OutlineSection, outlineByTopics, outlineOf } from '../../../domain/guides/outline.js';
import { sentencesOfPages } from '../../../domain/text/chunking.js';

const sentencesIn = (...pages: string[]) => sentencesOfPages(pages.map((text, at) => ({ pageNo: at + 1, text })));
const shapesOf = (sections: readonly OutlineSection[]) =>
  sections.map(({ level, heading, pageFrom, pageTo, sentences }) => [
    ...[level, heading, pageFrom, pageTo],
    sentences.map(({ page, start, end }) => page.text.slice(start, end).trim()),
  ]);

/** A word that no other number has. */
const wordOf = (number: number) => [...String(number)].map((figure) => 'abcdefghij'[Number(figure)]).join('');
const range = (length: number) => Array.from({ length }, (_, at) => at);

describe('a heading of an outline', () => {
  test.each([
    [199, 199],
    [200, 200],
    [201, 200],
  ])('of %i characters is kept up to %i', (characters, kept) => {
    const heading = `Cells ${'x'.repeat(characters - 6)}`;
    expect(shapesOf(outlineOf(sentencesIn(`# ${heading}\n\nA cell lives.`)))).toEqual([
      [1, heading.slice(0, kept), 1, 1, ['A cell lives.']],
    ]);
  });

  test('that is too long for one sentence makes one section', () => {
    const heading = '水'.repeat(390);
    const sentences = sentencesIn(`# ${heading}\n\nA cell lives.`);
    expect(sentences.filter(({ isHeading }) => isHeading).length).toBeGreaterThan(1);
    expect(shapesOf(outlineOf(sentences))).toEqual([[1, heading.slice(0, 200), 1, 1, ['A cell lives.']]]);
  });
});

describe('a material', () => {
  const [sentence] = sentencesIn('Text is here.');
  const section = (heading: string | null, hasText: boolean): OutlineSection => ({
    ...{ level: 1, heading, pageFrom: 1, pageTo: 1 },
    sentences: hasText && sentence ? [sentence] : [],
  });

  test.each<[string, [string | null, boolean][], boolean]>([
    ['nothing', [], false],
    ['text without headings', [[null, true]], false],
    [
      'text before and under its title',
      [
        [null, true],
        ['Title', true],
      ],
      false,
    ],
    [
      'headings without text',
      [
        ['One', false],
        ['Two', false],
      ],
      false,
    ],
    [
      'a title above one heading with text',
      [
        ['Title', false],
        ['One', true],
      ],
      false,
    ],
    [
      'two headings with text',
      [
        ['One', true],
        ['Two', true],
      ],
      true,
    ],
    [
      'headings with text and without',
      [
        ['One', true],
        ['Two', false],
        ['Three', true],
      ],
      true,
    ],
  ])('with %s is parted by its headings or not', (_what, sections, expected) => {
    expect(hasHeadings(sections.map(([heading, hasText]) => section(heading, hasText)))).toBe(expected);
  });
});

describe('an outline by topics', () => {
  const pages = ['# Title\n\nOne is here. Two is here. Three is here.', 'Four. Five.', 'Six is the last of all.'];
  const second = pages[0]?.indexOf('Two') ?? 0;

  test.each<[string, [number, number][], unknown[]]>([
    [
      'one topic is one section over all pages, without headings',
      [[1, 0]],
      [
        [
          1,
          null,
          1,
          3,
          ['One is here.', 'Two is here.', 'Three is here.', 'Four.', 'Five.', 'Six is the last of all.'],
        ],
      ],
    ],
    [
      'a topic that begins within a page parts it there',
      [
        [1, 0],
        [1, second],
      ],
      [
        [1, null, 1, 1, ['One is here.']],
        [1, null, 1, 3, ['Two is here.', 'Three is here.', 'Four.', 'Five.', 'Six is the last of all.']],
      ],
    ],
    [
      'what stands far down an earlier page is before a topic that begins at the top of a later one',
      [
        [1, 0],
        [2, 0],
        [3, 0],
      ],
      [
        [1, null, 1, 1, ['One is here.', 'Two is here.', 'Three is here.']],
        [1, null, 2, 2, ['Four.', 'Five.']],
        [1, null, 3, 3, ['Six is the last of all.']],
      ],
    ],
    [
      'what stands before the first topic belongs to it',
      [[2, 0]],
      [
        [
          1,
          null,
          1,
          3,
          ['One is here.', 'Two is here.', 'Three is here.', 'Four.', 'Five.', 'Six is the last of all.'],
        ],
      ],
    ],
    [
      'a topic without text is no section',
      [
        [1, 0],
        [1, 0],
        [9, 0],
      ],
      [
        [
          1,
          null,
          1,
          3,
          ['One is here.', 'Two is here.', 'Three is here.', 'Four.', 'Five.', 'Six is the last of all.'],
        ],
      ],
    ],
    ['without topics there are no sections', [], []],
  ])('%s', (_what, starts, expected) => {
    const places = starts.map(([pageNo, start]) => ({ pageNo, start }));
    expect(shapesOf(outlineByTopics(sentencesIn(...pages), places))).toEqual(expected);
  });
});

describe('a long outline', () => {
  const slide = (at: number) => `# Slide ${wordOf(at)}\n\nWhat ${wordOf(at)} says.`;
  const deck = (slides: number) => outlineOf(sentencesIn(...range(slides).map(slide)));

  test.each([
    [200, 200],
    [201, 101],
    [400, 200],
    [450, 150],
  ])('of %i slides has %i sections', (slides, expected) => {
    expect(deck(slides)).toHaveLength(expected);
  });

  test('joins slides with those before them, up to the last page', () => {
    const sections = shapesOf(deck(401));
    expect(sections.slice(0, 2)).toEqual([
      [1, 'Slide a', 1, 3, ['What a says.', 'What b says.', 'What c says.']],
      [1, 'Slide d', 4, 6, ['What d says.', 'What e says.', 'What f says.']],
    ]);
    expect(sections.at(-1)).toEqual([1, 'Slide djj', 400, 401, ['What djj says.', 'What eaa says.']]);
  });

  const book = (chapters: number) =>
    outlineOf(
      sentencesIn(
        ...range(chapters).map((at) =>
          ['#', '##', '###']
            .map((mark) => `${mark} At ${mark.length} ${wordOf(at)}\n\nIt says ${wordOf(at)}.`)
            .join('\n\n'),
        ),
      ),
    );
  const levels = (sections: readonly OutlineSection[]) =>
    [1, 2, 3].map((level) => sections.filter((one) => one.level === level).length);

  test.each([
    [66, [66, 66, 66]],
    [67, [67, 67, 0]],
    [100, [100, 100, 0]],
    [101, [101, 0, 0]],
    [200, [200, 0, 0]],
    [201, [101, 0, 0]],
  ])('of %i chapters, each with two levels below it, has %j sections by level', (chapters, expected) => {
    const sections = book(chapters);
    expect(levels(sections)).toEqual(expected);
    expect(sections.flatMap(({ sentences }) => sentences)).toHaveLength(3 * chapters);
  });
});
