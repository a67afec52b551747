import { describe, expect, test } from '@jest/globals';
import { evidenceAt } from '../../../../domain/tutor/support/evidence.js';
import { around } from './support-of.js';

const PAGE = `# Cells

The powerhouse of the cell

Mitochondria make ATP from sugar. They have a membrane
that is folded. Where do they come from?

茶的种类

绿茶不经过发酵，所以保留了较多的儿茶素。

- Ribosomes: make proteins
- Golgi body: packs them

Copper: melts at 1085 °C`;

describe('what stands around a quote', () => {
  test('is its whole sentence, the one before, and the headings above', () => {
    expect(around(PAGE, 'that is folded')).toMatchObject({
      quote: 'that is folded',
      sentence: 'They have a membrane\nthat is folded.',
      before: 'Mitochondria make ATP from sugar.',
      headings: 'Cells\nThe powerhouse of the cell',
      isEmpty: false,
    });
  });

  test('is the head of its table for a row', () => {
    const page =
      'The metals.\n\n| Metal | Melts at |\n| --- | --- |\n| Copper | 1085 °C |\n| Tin | 232 °C |\n\nThe end.';
    expect(around(page, '| Tin | 232 °C |').before).toContain('| Metal | Melts at |');
    expect(around(page, 'The end.').before).toBe('| Tin | 232 °C |');
    expect(around('| Copper | 1085 |\n| Tin | 232 |', '| Tin | 232 |').before).toBe('| Copper | 1085 |');
  });

  test.each([
    ['# Cells', true],
    ['The powerhouse of the cell', true],
    ['茶的种类', true],
    ['Where do they come from?', true],
    ['that is folded. Where do they come from?', false],
    ['Mitochondria make ATP', false],
    ['绿茶不经过发酵', false],
    ['Ribosomes: make proteins', false],
    ['Copper: melts at 1085 °C', false],
    ['The powerhouse of the cell\n\nMitochondria make ATP', false],
  ])('%j says nothing: %s', (quote, isEmpty) => {
    expect(around(PAGE, quote).isEmpty).toBe(isEmpty);
  });
});

describe('sentences near a quote', () => {
  const days = (...numbers: number[]) => numbers.map((day) => `Day ${day} was warm.`);
  const page = `# Weather\n\n${days(1, 2, 3, 4, 5, 6, 7, 8, 9).join(' ')}`;

  test.each([
    ['Day 1 was', [2, 3, 4]],
    ['Day 3 was', [1, 2, 4, 5, 6]],
    ['Day 5 was', [2, 3, 4, 6, 7, 8]],
    ['Day 8 was', [5, 6, 7, 9]],
    ['Day 4 was warm. Day 5 was', [1, 2, 3, 6, 7, 8]],
  ])('are the three before and the three after, no heading: %s', (quote, near) => {
    expect(around(page, quote).neighbors).toEqual(days(...near));
  });

  test('are others, where no space parts them from it', () => {
    expect(around('绿茶不发酵。红茶要发酵。乌龙茶半发酵。', '红茶要发酵。')).toEqual({
      quote: '红茶要发酵。',
      sentence: '红茶要发酵。',
      headings: '',
      before: '绿茶不发酵。',
      neighbors: ['绿茶不发酵。', '乌龙茶半发酵。'],
      isEmpty: false,
    });
  });

  test.each([
    [2_990, ['They grow.']],
    [3_000, []],
  ])('are within 3,000 characters: %d', (lines, neighbors) => {
    expect(around(`Cells divide.${'\n'.repeat(lines)}They grow.`, 'Cells divide.').neighbors).toEqual(neighbors);
  });
});

describe('headings above a quote', () => {
  test.each([
    ['the inner membrane\n\nMitochondria make ATP from sugar.', 'Mitochondria make', 'the inner membrane'],
    ['Mitochondria make ATP from sugar.', 'Mitochondria make', ''],
    ['# Cells\n\nMitochondria make ATP.', '# Cells', 'Cells'],
    ['Mitochondria make ATP.\n\nthe ribosomes\n\nThey make proteins.', 'Mitochondria make', ''],
  ])('of %j, %s: %j', (page, quote, headings) => {
    expect(around(page, quote).headings).toBe(headings);
  });

  test.each([
    [2_999, 'Chapter 1: Life\n1.1 Cells'],
    [3_000, '1.1 Cells'],
  ])('are within 3,000 characters or the nearest: %d', (distance, headings) => {
    const section = '\n\n1.1 Cells\n\n';
    const text = 'They divide. '.repeat(300).slice(section.length - distance);
    expect(around(`Chapter 1: Life${section}${text}Then they grow.`, 'Then they grow.').headings).toBe(headings);
  });

  test('are known from far away where no blank line parts them from the text', () => {
    const text = 'They divide and grow.\n'.repeat(200);
    expect(around(`Chapter 1: Life\n${text}Then they die.`, 'Then they die.').headings).toBe('Chapter 1: Life');
  });
});

describe('what stands before a quote', () => {
  test('is nothing at the beginning of a page', () => {
    expect(around('Cells divide. They grow.', 'Cells divide.').before).toBe('');
  });

  test('is the row before, where the first row of its table is no head', () => {
    const page = 'The metals.\n\n| Copper | 1085 |\n| Tin | 232 |\n| Zinc | 420 |';
    expect(around(page, '| Zinc | 420 |').before).toBe('| Tin | 232 |');
  });
});

describe('a title', () => {
  const BELOW = `The text below is longer than any title, ${'and it goes on and on '.repeat(5)}until it ends.`;

  test.each([
    ['the inner membrane', true],
    ['the inner membrane.', false],
    ['they called it "the spark."', false],
    ['cells, tissues and organs', true],
    ['cells - a short tour', true],
    ['- the ribosomes', false],
    ['12. the ribosomes', false],
    ['12) the ribosomes', false],
    ['cell '.repeat(14).trim(), true],
    ['cell '.repeat(15).trim(), false],
    ['cell  '.repeat(8).trim(), true],
    [`the ${'x'.repeat(116)}`, true],
    [`the ${'x'.repeat(117)}`, false],
  ])('is short, ends with no mark and is no item of a list: %j, %s', (line, isEmpty) => {
    expect(around(`Some text.\n\n${line}\n\n${BELOW}`, line).isEmpty).toBe(isEmpty);
  });

  test.each([
    [`the ribosomes\n\n${BELOW}`, true],
    [`Some text.\n \nthe ribosomes\n\t\n${BELOW}`, true],
    [`Some text.\nthe ribosomes\n\n${BELOW}\n\nThe end.`, false],
    [`Some text.\n\nthe ribosomes\n${BELOW}\n\nThe end.`, false],
    [`${BELOW}\n\nthe ribosomes`, false],
    ['the ribosomes\n\nmake proteins.', true],
    ['the ribosomes\n\nmake proteins', false],
    ['the ribosomes\n\nare small.', false],
  ])('stands between blank lines, above longer text: %j, %s', (page, isEmpty) => {
    expect(around(page, 'the ribosomes').isEmpty).toBe(isEmpty);
  });
});

test('a blank place says nothing', () => {
  const nothing = { quote: '', sentence: '', headings: '', before: '', neighbors: [], isEmpty: true };
  expect(evidenceAt('', { start: 0, end: 0 })).toEqual(nothing);
  expect(evidenceAt('the ribosomes\n\n\nThey make proteins.', { start: 14, end: 15 })).toMatchObject({
    sentence: '\n',
    headings: 'the ribosomes',
    isEmpty: true,
  });
});
