import { describe, expect, test } from '@jest/globals';
import { chunkPages, MAX_CHUNK_TOKENS, sentencesOfPages } from '../../../domain/text/chunking.js';
import { countTokens } from '../../../domain/text/tokens.js';

/** A sentence of so many tokens, of one word over and over. */
const sentence = (word: string, tokens: number) => `${`${word} `.repeat(tokens - 1).trim()}.`;
const textsOf = (...pages: string[]) =>
  chunkPages(pages.map((text, index) => ({ pageNo: index + 1, text }))).chunks.map(({ text }) => text);

describe('a sentence that goes over the end of a page', () => {
  const begun = (tokens: number) => `The ${'keel '.repeat(tokens - 1).trim()}`;
  const ended = (tokens: number) => `${'dock '.repeat(tokens - 1).trim()}.`;
  const filler = ['Wa', 'Wb', 'Wc'].map((word) => sentence(word, 60));

  test('is whole in the chunk that comes, where the one before would end within it', () => {
    expect([countTokens(begun(60)), countTokens(ended(30))]).toEqual([60, 30]);
    expect(textsOf([...filler, begun(60)].join(' '), `${ended(30)} ${sentence('Wd', 50)}`)).toEqual([
      filler.join(' '),
      `${begun(60)}\n${ended(30)} ${sentence('Wd', 50)}`,
    ]);
  });

  test('is whole with many sentences on the page before it', () => {
    const short = Array.from({ length: 20 }, (_, at) => sentence(`W${'abcdefghijklmnopqrst'.charAt(at)}`, 9));
    const chunks = textsOf([...short, begun(60)].join(' '), ended(30));
    expect(chunks).toHaveLength(2);
    expect(chunks[0]).toBe(short.join(' '));
    expect(chunks[1]?.endsWith(`${begun(60)}\n${ended(30)}`)).toBe(true);
  });

  test('is whole before many sentences on the next page', () => {
    const next = `${ended(30)} ${Array.from({ length: 20 }, () => sentence('Wd', 5)).join(' ')}`;
    expect(textsOf([...filler, begun(60)].join(' '), next)).toEqual([filler.join(' '), `${begun(60)}\n${next}`]);
  });

  test('is whole with the number of the next page above its rest', () => {
    expect(textsOf([...filler, begun(60)].join(' '), `17\n\n${ended(30)}`)).toEqual([
      filler.join(' '),
      `${begun(60)}\n17\n\n${ended(30)}`,
    ]);
  });

  test('is none where a page without text stands between', () => {
    expect(textsOf([...filler, begun(60)].join(' '), '17', ended(30))).toEqual([
      `${[...filler, begun(60)].join(' ')}\n17`,
      `17\n${ended(30)}`,
    ]);
  });

  test('is none where an empty line parts two paragraphs of one page', () => {
    expect(textsOf(`${[...filler, begun(60)].join(' ')}\n\n${ended(30)}`)).toEqual([
      [...filler, begun(60)].join(' '),
      ended(30),
    ]);
  });

  test.each([1, 3, 10])('is whole with the %i notes that stand between its parts', (count) => {
    const notes = Array.from({ length: count }, (_, at) => `${at + 1} The dock is dry and it is cold.`).join('\n\n');
    expect(textsOf(`${[...filler, begun(70)].join(' ')}\n\n${notes}`, ended(20))).toEqual([
      filler.join(' '),
      `${begun(70)}\n\n${notes}\n${ended(20)}`,
    ]);
  });

  test('is whole up to the size of a chunk, and cut at the end of the page where it is longer', () => {
    const short = sentence('Wa', 40);
    expect(textsOf(`${short} ${begun(200)}`, ended(56))).toEqual([short, `${begun(200)}\n${ended(56)}`]);
    expect(textsOf(`${short} ${begun(200)}`, ended(57))).toEqual([`${short} ${begun(200)}`, ended(57)]);
  });
});

describe('a chunk', () => {
  test('has as many sentences as 256 tokens hold', () => {
    const rest = ['Wb', 'Wc', 'Wd'].map((word) => sentence(word, 64));
    const textOf = (tokens: number) => [sentence('Wa', tokens), ...rest].join(' ');
    expect(countTokens(textOf(64))).toBe(MAX_CHUNK_TOKENS);
    expect(textsOf(textOf(64))).toEqual([textOf(64)]);
    expect(textsOf(textOf(65))).toEqual([[sentence('Wa', 65), ...rest.slice(0, 2)].join(' '), rest[2]]);
  });

  test('does not end with the heading of what comes', () => {
    const [before, below] = [`# Tides\n\n${sentence('Wa', 50)}`, `# Ebb\n\n## Spring\n\n${sentence('Wb', 240)}`];
    expect(textsOf(`${before}\n\n${below}`)).toEqual([before, below]);
  });

  test('has a short section with two headings below it and what follows', () => {
    const text = `${sentence('Wa', 63)}\n\n# Ebb\n\n## Spring\n\nIt goes out.`;
    expect(textsOf(text)).toEqual([text]);
  });

  test('may be of headings alone, as many as it holds', () => {
    const headings = Array.from({ length: 90 }, (_, at) => `# The ebb of ${at}`).join('\n\n');
    const chunks = textsOf(`${headings}\n\n${sentence('Wa', 20)}`);
    expect(chunks.map((text) => text.match(/#/gu)?.length)).toEqual([42, 42, 6]);
  });

  test('repeats no heading, and names it instead', () => {
    const [again, last] = [sentence('Wb', 20), sentence('Wc', 200)];
    const { chunks } = chunkPages([{ pageNo: 1, text: `${sentence('Wa', 60)}\n\n# Ebb\n\n${again} ${last}` }]);
    expect(chunks.map(({ text, headingPath }) => ({ text, headingPath }))).toEqual([
      { text: `${sentence('Wa', 60)}\n\n# Ebb\n\n${again}`, headingPath: [] },
      { text: `${again} ${last}`, headingPath: ['Ebb'] },
    ]);
  });

  test('repeats a sentence where that leaves room for the next one', () => {
    const [first, again] = [sentence('Wa', 60), sentence('Wb', 40)];
    const [fits, tooLong] = [sentence('Wc', 216), sentence('Wc', 217)];
    expect(textsOf(`${first} ${again} ${fits}`)).toEqual([`${first} ${again}`, `${again} ${fits}`]);
    expect(textsOf(`${first} ${again} ${tooLong}`)).toEqual([`${first} ${again}`, tooLong]);
  });

  test('of two sections is named by the headings of the first', () => {
    const [chunk] = chunkPages([{ pageNo: 1, text: '# Ebb\n\nIt goes out.\n\n# Flood\n\nIt comes in.' }]).chunks;
    expect(chunk?.headingPath).toEqual(['Ebb']);
  });
});

test('the last section of a page goes on over the next one', () => {
  const pages = [
    { pageNo: 1, text: '# Ebb\n\nIt goes out.\n\n# Flood\n\nIt comes in.' },
    { pageNo: 2, text: 'It stays high.' },
  ];
  expect(sentencesOfPages(pages).map(({ path }) => path.map(({ text }) => text))).toEqual([
    ['Ebb'],
    ['Ebb'],
    ['Flood'],
    ['Flood'],
    ['Flood'],
  ]);
});

describe('the head of a table', () => {
  const headOf = (head: string) => {
    const rows = Array.from({ length: 60 }, (_, at) => `| a${at} | b${at} |`).join('\n');
    return chunkPages([{ pageNo: 1, text: `${head}\n| --- | --- |\n${rows}` }]).chunks.at(-1)?.tableHead;
  };

  test('has 400 characters at most', () => {
    const head = (characters: number) => `| ${'x'.repeat(characters - 8)} | B |`;
    expect(head(400)).toHaveLength(400);
    expect(headOf(head(400))).toBe(head(400));
    expect(headOf(head(401))).toBeNull();
  });

  test.each(['The tide of day %i comes in.', 'The norm |x| of %i is a number.'])('is none in a text: %s', (line) => {
    const text = Array.from({ length: 90 }, (_, at) => line.replace('%i', String(at))).join(' ');
    const { chunks } = chunkPages([{ pageNo: 1, text }]);
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.filter(({ tableHead }) => tableHead !== null)).toEqual([]);
  });
});
