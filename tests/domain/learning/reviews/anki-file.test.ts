import { expect, test } from '@jest/globals';
import { ankiLines, type FiledCard } from '../../../../domain/learning/reviews/anki-file.js';

const card = (columns: Partial<FiledCard>): FiledCard => ({
  ...{ guid: 'g', topic: 'physics/optics', front: 'What?', back: 'That.', tags: [] },
  ...columns,
});

test.each([
  ['of a topic', card({}), 'g\tScholium::physics::optics\tWhat?\tThat.\t\n'],
  ['of no topic', card({ topic: null }), 'g\tScholium\tWhat?\tThat.\t\n'],
  ['with tags', card({ tags: ['x', 'y'] }), 'g\tScholium::physics::optics\tWhat?\tThat.\tx y\n'],
  ['with breaks', card({ topic: null, front: 'a\nb', back: '<i>' }), 'g\tScholium\ta<br>b\t&lt;i&gt;\t\n'],
  ['that begins as a head does', card({ topic: null, guid: '#1' }), '"#1"\tScholium\tWhat?\tThat.\t\n'],
  ['with a # elsewhere', card({ topic: null, guid: 'a#1', front: 'C#' }), 'a#1\tScholium\tC#\tThat.\t\n'],
  ['with quotation marks', card({ topic: null, guid: 'a"b' }), '"a""b"\tScholium\tWhat?\tThat.\t\n'],
])('a card %s is one line of a file', (_what, one, line) => expect(ankiLines([one])).toBe(line));

test('cards follow each other, and none are nothing', () => {
  const cards = [card({ guid: 'a', topic: null }), card({ guid: 'b', topic: null })];
  expect(ankiLines(cards)).toBe('a\tScholium\tWhat?\tThat.\t\nb\tScholium\tWhat?\tThat.\t\n');
  expect(ankiLines([])).toBe('');
});
