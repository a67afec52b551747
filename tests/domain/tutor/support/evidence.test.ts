import { describe, expect, test } from '@jest/globals';
import { around } from './hold.js';

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
