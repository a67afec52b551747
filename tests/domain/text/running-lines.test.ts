import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bodiesOf } from '../../../domain/text/running-lines.js';

const text = (pageNo: number) =>
  `${'abcdefghijklmnopqrstuvwxyz'.charAt(pageNo % 26)}${pageNo} rivers carry water, and\n${'qwertzuiopasdfghjklyxcvbnm'.charAt(pageNo % 26)} ends ${pageNo * 7} of them.`;

/** Pages of a text between lines that depend on the page number; their bodies, and what was taken from each. */
function taken(count: number, head: (pageNo: number) => string, foot: (pageNo: number) => string = () => '') {
  const pages = Array.from({ length: count }, (_, index) => index + 1).map((pageNo) => ({
    pageNo,
    text: [head(pageNo), text(pageNo), foot(pageNo)].filter(Boolean).join('\n'),
  }));
  return bodiesOf(pages).map(({ start, end }, index) => pages[index]?.text.slice(start, end).trim());
}

const bodies = (count: number) => Array.from({ length: count }, (_, index) => text(index + 1));

describe('bodiesOf leaves out', () => {
  it.each<[string, (pageNo: number) => string, (pageNo: number) => string]>([
    ['a title', () => 'A History of Rivers', () => ''],
    ['a title with the page number', (pageNo) => `A History of Rivers ${pageNo + 12}`, () => ''],
    ['page numbers', () => '', (pageNo) => String(pageNo)],
    ['page numbers after a preface', () => '', (pageNo) => `- ${pageNo + 16} -`],
    ['pages of pages', () => '', (pageNo) => `Page ${pageNo} of 9`],
    [
      'Roman page numbers',
      () => '',
      (pageNo) => ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'][pageNo - 1] ?? '',
    ],
    [
      'header and footer of two lines each',
      () => 'Department of Geology\nWinter 2026',
      (pageNo) => `Copyright 2026\n${pageNo}`,
    ],
    ['titles that alternate', (pageNo) => (pageNo % 2 ? `Rivers | ${pageNo}` : `${pageNo} | J. Miller`), () => ''],
    [
      'titles of two lines whose sections change, by their page numbers',
      (pageNo) => `${pageNo}. ${['Springs', 'Lakes', 'Deltas'][pageNo % 3]} ${pageNo}`,
      () => '',
    ],
  ])('%s', (_, head, foot) => {
    expect(taken(9, head, foot)).toEqual(bodies(9));
  });

  it('the page number of a document of two pages that says so', () => {
    expect(
      taken(
        2,
        () => '',
        (pageNo) => `Page ${pageNo} of 2`,
      ),
    ).toEqual(bodies(2));
  });

  it('a title of one chapter among many pages', () => {
    const pages = taken(40, (pageNo) => (pageNo > 10 && pageNo < 20 ? 'Chapter on Deltas' : ''));
    expect(pages).toEqual(bodies(40));
  });
});

describe('bodiesOf keeps', () => {
  const whole = (head: (pageNo: number) => string, count = 9) =>
    Array.from({ length: count }, (_, index) => [head(index + 1), text(index + 1)].filter(Boolean).join('\n'));

  it.each<[string, (pageNo: number) => string]>([
    ['a line that comes twice', (pageNo) => (pageNo < 3 ? 'A History of Rivers' : '')],
    [
      'a title of a few slides among many',
      (pageNo) => (pageNo < 4 ? 'How a Delta Grows' : `Something else, ${'x'.repeat(pageNo)}`),
    ],
    ['numbered questions', (pageNo) => `Question ${pageNo}`],
    ['values that are no page numbers', (pageNo) => `Depth in metres ${pageNo * pageNo}`],
    ['headings that are marked', () => '# Rivers'],
    ['a long line that comes again', () => `Every page begins with ${'very '.repeat(30)}long words`],
  ])('%s', (_, head) => {
    expect(taken(9, head)).toEqual(whole(head));
  });

  it('everything of pages that are copies of each other, or hold nothing else', () => {
    const copies = (lines: number) =>
      Array.from({ length: 5 }, (_, index) => ({
        pageNo: index + 1,
        text: Array.from({ length: lines }, (_, line) => `Line ${'abcdefghijkl'.charAt(line)} of all pages`).join('\n'),
      }));
    for (const lines of [1, 3, 12]) {
      expect(bodiesOf(copies(lines))).toEqual(copies(lines).map((page) => ({ start: 0, end: page.text.length })));
    }
  });
});

it('gives a body within each page, at its edge or at a line', () => {
  const page = fc.array(fc.constantFrom('Rivers', 'Page 3', '1', '2', 'x', '', '# A', 'a | b'), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(page, { maxLength: 8 }), (all) => {
      const pages = all.map((lines, index) => ({ pageNo: index + 1, text: lines.join('\n') }));
      const found = bodiesOf(pages);
      expect(found).toHaveLength(pages.length);
      for (const [index, { start, end }] of found.entries()) {
        const whole = pages[index]?.text ?? '';
        expect(0 <= start && start <= end && end <= whole.length).toBe(true);
        expect(start === 0 || start === whole.length || whole[start - 1] === '\n').toBe(true);
        expect(end === whole.length || whole[end] === '\n').toBe(true);
      }
    }),
  );
});
