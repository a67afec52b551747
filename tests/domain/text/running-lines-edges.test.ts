import { describe, expect, it } from '@jest/globals';
import { bodiesOf } from '../../../domain/text/running-lines.js';

const bodies = (texts: readonly string[]) =>
  bodiesOf(texts.map((text, index) => ({ pageNo: index + 1, text }))).map(({ start, end }, index) =>
    texts[index]?.slice(start, end),
  );

const text = (pageNo: number) => `${'abcdefghijklm'.charAt(pageNo)}${pageNo} rivers carry water.`;

/** The lines that stay of those above the text of pages. */
function kept(lines: readonly string[], pageCount = lines.length): string[] {
  const pages = Array.from({ length: pageCount }, (_, index) =>
    [...lines.slice(index, index + 1), text(index)].join('\n'),
  );
  return bodies(pages).flatMap((body) => (body ?? '').split('\n').slice(0, -1).filter(Boolean));
}

describe('a line above the text of pages', () => {
  it.each<[string, string[]]>([
    ['with marks behind it', ['Rivers', 'Rivers –', 'Rivers', 'Rivers –', 'Rivers']],
    ['with other marks in it', ['Rivers – Asia', 'Rivers, Asia', 'Rivers – Asia', 'Rivers, Asia', 'Rivers – Asia']],
    ['with the page number within it', [8, 9, 10, 11, 12].map((page) => `Rivers, page ${page} of Asia`)],
    ['with the page number between dashes or alone', ['– 1 –', '2', '– 3 –']],
  ])('is left out %s', (_, lines) => {
    expect(kept(lines)).toEqual([]);
  });

  it.each<[string, string[]]>([
    [
      'that has a figure on some pages',
      ['Delta and mouth', 'Delta 7 and mouth', 'Delta and mouth', 'Delta 7 and mouth'],
    ],
    ['that has other words', ['Now here', 'Nowhere', 'Now here', 'Nowhere']],
    ['that is one figure on all pages', ['1784', '1784', '1784', '1784', '1784']],
    ['that begins with an ordinal number', ['4th Spring', '9th Lake', '2nd Delta']],
    ['of one word', ['Canal', 'Coral', 'Vinci']],
    ['of another word', ['Springs', 'Lakes', 'Deltas']],
    ['that begins as a Roman number does', ['Lakes', 'Canyons', 'Icebergs']],
    ['that ends as a Roman number does', ['Hill', 'Basil', 'Spa x']],
  ])('stays %s', (_, lines) => {
    expect(kept(lines)).toEqual(lines);
  });

  it('is left out on three pages that are exactly two fifths of all with a fourth', () => {
    const titles = (count: number) => Array.from({ length: count }, () => 'A History of Rivers');
    expect(kept(titles(4), 10)).toEqual([]);
    expect(kept(titles(4), 11)).toEqual(titles(4));
  });
});

describe('a page', () => {
  const [head, foot] = ['A History of Rivers', 'Printed in Riga'];

  it('of a header and a footer alone has no body', () => {
    const texts = [0, 1, 2, 3].map((pageNo) => `${head}\n${text(pageNo)}\n${foot}`);
    const page = `${head}\n${foot}`;
    expect(bodiesOf([...texts, page].map((one, pageNo) => ({ pageNo, text: one }))).at(-1)).toEqual({
      start: page.length,
      end: page.length,
    });
  });

  it('without running lines is whole, with the blanks at its edges', () => {
    expect(bodies([' \n a river \n ', '\nsome lakes\n'])).toEqual([' \n a river \n ', '\nsome lakes\n']);
  });

  it('has no line that is both header and footer', () => {
    const ends = [0, 1].map((pageNo) => `${head}\n${text(pageNo)}\n${head}`);
    const others = [3, 4].map((pageNo) => `${head}\n${text(pageNo)}`);
    expect(bodies([...ends, head, ...others])).toEqual([
      `${text(0)}\n${head}`,
      `${text(1)}\n${head}`,
      '',
      text(3),
      text(4),
    ]);
    const withFoot = bodies([...ends, head, ...others].map((page) => `${page}\n${foot}`));
    expect(withFoot).toEqual([`${text(0)}\n${head}`, `${text(1)}\n${head}`, '', text(3), text(4)]);
  });

  it('is whole where all pages have running lines alone', () => {
    const [springs, lakes] = ['All the springs', 'All the lakes'];
    const pages = [...[springs, springs, lakes].map((line) => `${head}\n${line}`), springs, lakes, lakes];
    expect(bodies(pages)).toEqual(pages);
  });
});
