import { expect, test } from '@jest/globals';
import { keptPath } from '../../../domain/text/heading-path.js';

test('the six highest headings are kept', () => {
  const path = Array.from({ length: 8 }, (_, at) => ({ text: `Part ${at + 1}` }));
  expect(keptPath(path)).toEqual(['Part 1', 'Part 2', 'Part 3', 'Part 4', 'Part 5', 'Part 6']);
});

test('a heading is cut at 120 characters, and never inside one', () => {
  expect(keptPath([{ text: '🌊'.repeat(121) }, { text: 'b'.repeat(120) }])).toEqual([
    '🌊'.repeat(120),
    'b'.repeat(120),
  ]);
});
