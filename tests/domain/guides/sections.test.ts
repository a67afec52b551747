import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasHeadings, outlineByTopics, outlineOf } from '../../../domain/guides/outline.js';
import { topicTurns } from '../../../domain/guides/topic-turns.js';
import { sentencesOfPages } from '../../../domain/text/chunking.js';

const outline = (...pages: string[]) =>
  outlineOf(sentencesOfPages(pages.map((text, at) => ({ pageNo: at + 1, text }))));
const shapes = (...pages: string[]) =>
  outline(...pages).map(({ level, heading, pageFrom, pageTo, sentences }) => [
    ...[level, heading, pageFrom, pageTo],
    sentences.map(({ page, start, end }) => page.text.slice(start, end).trim()),
  ]);

/** A word that no other number has. */
const wordOf = (number: number) => [...String(number)].map((figure) => 'abcdefghij'[Number(figure)]).join('');

describe('an outline', () => {
  test('has a section for each heading, one in another, over the edges of pages', () => {
    expect(
      shapes(
        'Before all.\n\n# Cells\n\nA cell lives. It divides.\n\n## Parts\n\nThe nucleus rules.',
        'It goes on.\n\n# Plants\n\nA plant grows.',
      ),
    ).toEqual([
      [1, null, 1, 1, ['Before all.']],
      [1, 'Cells', 1, 1, ['A cell lives.', 'It divides.']],
      [2, 'Parts', 1, 2, ['The nucleus rules.', 'It goes on.']],
      [1, 'Plants', 2, 2, ['A plant grows.']],
    ]);
  });

  test('keeps a heading that has only others below it', () => {
    expect(shapes('# One\n\n## Two\n\nText is here.')).toEqual([
      [1, 'One', 1, 1, []],
      [2, 'Two', 1, 1, ['Text is here.']],
    ]);
  });

  test('of a text without headings is one section, and of nothing none', () => {
    expect(shapes('Only text. And more.')).toEqual([[1, null, 1, 1, ['Only text.', 'And more.']]]);
    expect(shapes('', ' \n')).toEqual([]);
  });

  test('of a deck with too many titles joins neighbors, and loses no sentence', () => {
    const pages = Array.from({ length: 450 }, (_, at) => `# Slide ${wordOf(at)}\n\nWhat ${wordOf(at)} says.`);
    const sections = outline(...pages);
    expect(sections.length).toBeLessThanOrEqual(200);
    expect(sections.flatMap(({ sentences }) => sentences)).toHaveLength(450);
  });

  test('of a book with too many sections gives the deepest to those above them', () => {
    const chapters = Array.from({ length: 30 }, (_, at) => {
      const inner = Array.from(
        { length: 10 },
        (_, part) => `## Part ${wordOf(part)}\n\nWhat ${wordOf(100 * at + part)} says.`,
      );
      return `# Chapter ${wordOf(at)}\n\n${inner.join('\n\n')}`;
    });
    const sections = outline(...chapters);
    expect(sections.map(({ level }) => level)).toEqual(Array.from({ length: 30 }, () => 1));
    expect(sections.flatMap(({ sentences }) => sentences)).toHaveLength(300);
  });

  test('has headings where more than one of them has text', () => {
    expect(hasHeadings(outline('# Title\n\nText is here.'))).toBe(false);
    expect(hasHeadings(outline('# Title\n\nText is here.\n\n## Part\n\nMore of it.'))).toBe(true);
  });
});

describe('turns of topic', () => {
  const on = (topic: number) => Array.from({ length: 4 }, (_, at) => (at === topic ? 1 : 0.2));

  test('are where neighbors are least alike', () => {
    const vectors = [0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2].map(on);
    expect(topicTurns(vectors)).toEqual([0, 4, 9]);
  });

  test('are none in a text about one thing, and none of nothing', () => {
    expect(topicTurns(Array.from({ length: 10 }, () => on(1)))).toEqual([0]);
    expect(topicTurns([on(1)])).toEqual([0]);
    expect(topicTurns([])).toEqual([]);
  });

  test('part any chunks into topics of two at least, twelve at most', () => {
    const vector = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(vector, { minLength: 2, maxLength: 80 }), (vectors) => {
        const turns = topicTurns(vectors);
        expect(turns[0]).toBe(0);
        expect(turns.length).toBeLessThanOrEqual(12);
        for (const [at, turn] of turns.entries())
          expect((turns[at + 1] ?? vectors.length) - turn).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  test('make sections without headings that have all the text', () => {
    const pages = ['One of it. Two of it. Three of it.', 'Four of it. Five of it.'];
    const sentences = sentencesOfPages(pages.map((text, at) => ({ pageNo: at + 1, text })));
    const sections = outlineByTopics(sentences, [
      { pageNo: 1, start: 3 },
      { pageNo: 1, start: pages[0]?.indexOf('Three') ?? 0 },
    ]);
    expect(
      sections.map(({ heading, pageFrom, pageTo, sentences: { length } }) => [heading, pageFrom, pageTo, length]),
    ).toEqual([
      [null, 1, 1, 2],
      [null, 1, 2, 3],
    ]);
  });
});
