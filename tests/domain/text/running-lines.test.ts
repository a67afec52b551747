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

describe('a line at the edge of pages', () => {
  /** Whether it is left out of the given pages, of so many; on others there is nothing. */
  const isLeftOut = (count: number, on: readonly number[], line: (pageNo: number) => string) => {
    const pages = taken(count, (pageNo) => (on.includes(pageNo) ? line(pageNo) : ''));
    const kept = on.filter((pageNo) => pages[pageNo - 1] !== text(pageNo)).length;
    return kept === 0 ? true : kept === on.length ? false : 'of some';
  };
  const title = () => 'A History of Rivers';
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('comes on three pages at least where these are two fifths of all, else on five', () => {
    expect(isLeftOut(7, [1, 2, 3], title)).toBe(true);
    expect(isLeftOut(8, [1, 2, 3], title)).toBe(false);
    expect(isLeftOut(4, [1, 2], title)).toBe(false);
    expect(isLeftOut(40, upTo(5), title)).toBe(true);
    expect(isLeftOut(40, upTo(4), title)).toBe(false);
  });

  it('comes again within three pages', () => {
    expect(isLeftOut(13, [1, 4, 7, 10, 13], title)).toBe(true);
    expect(isLeftOut(17, [1, 5, 9, 13, 17], title)).toBe(false);
  });

  it('has 120 characters at most', () => {
    expect(isLeftOut(5, upTo(5), () => 'x'.repeat(120))).toBe(true);
    expect(isLeftOut(5, upTo(5), () => 'x'.repeat(121))).toBe(false);
  });

  it('is the same but for its case, its marks and its figures', () => {
    expect(isLeftOut(6, upTo(6), (pageNo) => (pageNo % 2 ? 'Rivers - 2026' : 'RIVERS, 2026'))).toBe(true);
  });

  it('may have its figures wrong on a fifth of the pages', () => {
    const year = (wrong: number) => (pageNo: number) => `Rivers ${pageNo <= wrong ? 1926 + pageNo * pageNo : 2026}`;
    expect(isLeftOut(10, upTo(10), year(2))).toBe(true);
    expect(isLeftOut(10, upTo(10), year(3))).toBe(false);
  });

  it('that counts what is no page is text, whatever it counts', () => {
    const counted = ['Exercise', 'Problem', 'Task', 'Step', 'Figure', 'Fig.', 'Fig', 'Table', 'Example', 'Theorem'];
    for (const word of [...counted, 'Lemma', 'Slide', 'QUESTION'])
      expect([word, isLeftOut(6, upTo(6), (pageNo) => `${word} ${pageNo}`)]).toEqual([word, false]);
    expect(isLeftOut(6, upTo(6), (pageNo) => `Tables of rivers ${pageNo}`)).toBe(true);
    expect(isLeftOut(6, upTo(6), () => 'Example 1')).toBe(true);
  });

  it.each([
    'Aufgabe # (10 Punkte)',
    'Übung #',
    'ÜBUNG Nr. #',
    '#. Aufgabe (10 Punkte)',
    'Exercice # : (4 points)',
    'Tâche #',
    'Pregunta #',
    'Questão #',
    '#.ª Questão',
    'Attività #',
    'Opgave #',
    'Ćwiczenie #',
    'Задача № #',
    'Тиждень #',
    'Alıştırma #',
    'Week #',
    'Lesson #: at home',
    'Figure A.#',
    'تمرين #',
    'प्रश्न #',
    '第#题',
    '問題#',
    '第 # 課',
    '제#과',
    '문제 #',
  ])('is text where it counts in another language: %s', (line) => {
    expect(isLeftOut(6, upTo(6), (pageNo) => line.replace('#', String(pageNo)))).toBe(false);
  });

  it.each<[string, number]>([
    ['السؤال #', 0x660],
    ['प्रश्न #', 0x966],
    ['問題#', 0xff10],
  ])('is text where it counts in figures of another script: %s', (line, zero) => {
    expect(isLeftOut(6, upTo(6), (pageNo) => line.replace('#', String.fromCodePoint(zero + pageNo)))).toBe(false);
  });

  it.each([
    'Seite #',
    'Rivers #',
    'Part Two: Asia #',
    'Law of the Sea #',
    'Tag der Flüsse #',
    '第#页',
    'Chapter 3 #',
    'Kapitel 3: Flüsse #',
    '# | Chapter 3',
    'Übung 3 – Seite #',
  ])('is left out where it has the number of the page as well, or in place of that of a task: %s', (line) => {
    expect(isLeftOut(6, upTo(6), (pageNo) => line.replace('#', String(pageNo + 3)))).toBe(true);
  });

  it.each(['Page 1 of 2', 'page 1', 'p. 1', 'Seite 1 von 2', 'Página 1 de 2', 'pagina 1', 'Page 1/2', 'Page 1 / 2'])(
    'says by itself which page it is: %s',
    (line) => {
      expect(isLeftOut(2, [1], () => line)).toBe(true);
      expect(isLeftOut(2, [2], () => line)).toBe(false);
    },
  );

  it.each(['Page 1 and more', 'The page 1', 'Page one', '1'])('does not by %s', (line) => {
    expect(isLeftOut(2, [1], () => line)).toBe(false);
  });

  it('begins or ends with a number that grows with the pages, on three of them', () => {
    const words = ['Springs', 'Lakes', 'Deltas', 'Mouths'];
    const first = (pageNo: number) => `${pageNo + 7} ${words[pageNo - 1]}`;
    const last = (pageNo: number) => `${words[pageNo - 1]} | ${pageNo + 7}`;
    for (const line of [first, last]) {
      expect(isLeftOut(9, [1, 2, 3], line)).toBe(true);
      expect(isLeftOut(9, [1, 2], line)).toBe(false);
    }
    expect(isLeftOut(9, [1, 2, 3], (pageNo) => `${words[pageNo - 1]} ${pageNo + 7} ${words[pageNo]}`)).toBe(false);
    expect(isLeftOut(9, [1, 2, 3], (pageNo) => `${words[pageNo - 1]} ${pageNo * 2}`)).toBe(false);
    expect(isLeftOut(9, [1, 2, 3], (pageNo) => (pageNo === 2 ? last(2) : first(pageNo)))).toBe(false);
  });

  it.each<[string, (pageNo: number) => string]>([
    ['between dashes', (pageNo) => `– ${pageNo} –`],
    ['in brackets', (pageNo) => `[${pageNo}]`],
    ['in parentheses', (pageNo) => `(${pageNo})`],
    ['of five figures', (pageNo) => String(10_000 + pageNo)],
  ])('may be a number %s', (_, line) => expect(isLeftOut(4, [1, 2, 3], line)).toBe(true));

  it('may be a Roman number', () => {
    expect(isLeftOut(9, upTo(4), (pageNo) => ['xxxviii', 'xxxix', 'xl', 'xli'][pageNo - 1] ?? '')).toBe(true);
    expect(isLeftOut(9, upTo(3), (pageNo) => ['XLVIII', 'XLIX', 'L'][pageNo - 1] ?? '')).toBe(true);
    expect(isLeftOut(9, upTo(3), (pageNo) => ['xcix', 'c', 'ci'][pageNo - 1] ?? '')).toBe(true);
    expect(isLeftOut(9, upTo(3), (pageNo) => ['xl', 'l', 'xc'][pageNo - 1] ?? '')).toBe(false);
    expect(isLeftOut(9, upTo(3), (pageNo) => `${['i', 'ii', 'iii'][pageNo - 1]} ${'xyz'[pageNo]}b`)).toBe(false);
  });

  it('is one of four at most; of more that repeat the pages are copies', () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, at) => `Line ${'abcdefgh'.charAt(at)} of all`).join('\n');
    expect(isLeftOut(5, upTo(5), () => lines(4))).toBe(true);
    expect(isLeftOut(5, upTo(5), () => lines(5))).toBe(false);
  });
});

it('keeps a page without lines whole, and nothing of one that is all header', () => {
  const pages = Array.from({ length: 5 }, (_, index) => ({ pageNo: index + 1, text: `Rivers\n${text(index + 1)}` }));
  const found = bodiesOf([...pages, { pageNo: 6, text: ' \n' }, { pageNo: 7, text: 'Rivers ' }]);
  expect(found.slice(5)).toEqual([
    { start: 0, end: 2 },
    { start: 7, end: 7 },
  ]);
  expect(found[0]).toEqual({ start: 7, end: pages[0]?.text.length });
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
