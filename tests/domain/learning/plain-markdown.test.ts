import { describe, expect, test } from '@jest/globals';
import { lessonText, plainMarkdown, sectionAt, sectionTexts } from '../../../domain/learning/lesson-text.js';

const inText = (markdown: string) => plainMarkdown(`Before.\n\n${markdown}\n\nAfter.`);
const between = (text: string) => `Before.\n\n${text}\n\nAfter.`;

describe('plain Markdown', () => {
  test.each([
    ['blanks at the ends of lines', 'One.   \nTwo.\t \nThree.', 'One.\nTwo.\nThree.'],
    ['signs that stand for what is kept', 'a\uE0000\uE001b', 'a0b'],
    ['a formula without a mark at its end', 'The law says\n\n$$\na = b\n$$', 'The law says $a = b$'],
    ['code with an indent', '```\n  one\n    two\n\n```', '  one\n    two'],
    ['comments of a program', '```\n# one\n    ##  two\nx = 1  # three\n```', '#one\n    ##two\nx = 1  # three'],
    ['a table without bars at its sides', 'Part | Plant\n--- | :-:\nWall | yes', 'Part | Plant\nWall | yes'],
    ['a table without blanks', '|Part|Plant|\n|---|---|\n|Wall|yes|', 'Part|Plant\nWall|yes'],
    [
      'a table with blanks around it',
      '  | Part | Plant |  \n  | --- | --- |\n  | Wall | yes | ',
      'Part | Plant\nWall | yes',
    ],
    ['numbers below nothing', '| Hot | Cold |\n| --- | --- |\n| 3 | -5 |\n| -5 | 3 |', 'Hot | Cold\n3 | -5\n-5 | 3'],
    ['a hyphen in a table', '| Wall | semi-rigid |', 'Wall | semi-rigid'],
    ['a choice in a list', '- true | false', '- true | false'],
    ['comments without words', '```\n#\n# one\n#\n\nx = 1\n```', '#\n#one\n#\n\nx = 1'],
    ['bars within a line', 'Either - or | both.', 'Either - or | both.'],
    ['bars at the end of a line', 'The distance is |x|', 'The distance is |x|'],
    ['bars without blanks', 'f|x|', 'f|x|'],
    ['a quotation without a blank', '>Said.\n>\n>Done.', 'Said.\n\nDone.'],
    ['a quotation with an indent', '  > Said.', 'Said.'],
    ['a sign that compares', 'If 3 > 2, then a> b and b>c.', 'If 3 > 2, then a> b and b>c.'],
    ['a list with wide signs', '*   one\n  +  two', '- one\n  - two'],
  ])('has %s', (_what, markdown, plain) => expect(inText(markdown)).toBe(between(plain)));

  test('neither begins nor ends with a break', () => expect(plainMarkdown('\n\n One. \n\n')).toBe('One.'));

  test('of a table alone has no rule', () => expect(plainMarkdown('Part | Plant\n--- | ---')).toBe('Part | Plant'));
});

describe('sections', () => {
  test('have their plain texts under their headings, and what stands before them is in none', () => {
    const body =
      'First.\n\n### Aside\n\nMore.\n\n##  The law  \n\nIt **is**.\n\n### Detail\n\nSo.\n\n## Empty\n## Last\nEnd.';
    expect([...sectionTexts(body)]).toEqual([
      ['The law', 'It is.\n\n### Detail\n\nSo.'],
      ['Empty', ''],
      ['Last', 'End.'],
    ]);
  });

  test('are none without headings', () => expect([...sectionTexts('Only.\n\n### Aside\n\nMore.')]).toEqual([]));

  test('begin with their headings', () => {
    const text = 'First.\n\n## One\n\nA.\n\n## Two\n\nB.';
    const [one, two] = [text.indexOf('## One'), text.indexOf('## Two')];
    expect([one - 1, one, two - 1, two].map((at) => sectionAt(text, at))).toEqual([null, 'One', 'One', 'Two']);
  });
});

describe('a lesson', () => {
  test('of which nothing can be quoted but its key points begins with them', () => {
    const keyPoints = [{ text: 'So it is.', question: 'How is it?' }];
    const text = '## Key points\n\nHow is it?\n\nSo it is.';
    expect(lessonText({ body: '## A common mistake\n\nIt is not.', keyPoints })).toBe(text);
    expect(lessonText({ body: '', keyPoints: [] })).toBe('');
  });

  test('keeps what stands under a smaller heading of the same name', () => {
    const body = 'True.\n\n### A common mistake\n\nAlso true.';
    expect(lessonText({ body, keyPoints: [] })).toBe(body);
  });
});
