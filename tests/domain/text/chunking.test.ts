import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Chunk, chunkPages, MAX_CHUNK_TOKENS, MAX_OVERLAP_TOKENS } from '../../../domain/text/chunking.js';
import { countTokens } from '../../../domain/text/tokens.js';
import { growthOf, IN_PROPORTION } from '../../support/growth.js';

const sentence = fc
  .array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 })
  .map((words) => `${words.join(' ')}.`);
const pages = fc
  .array(fc.array(sentence, { maxLength: 25 }), { maxLength: 6 })
  .map((texts) => texts.map((sentences, index) => ({ pageNo: index + 1, text: sentences.join(' ') })));

/** Pages with headings, rows, lists, and headers and footers that come again. */
const line = fc.constantFrom(
  '# Cells',
  '## Walls | and more',
  '2.1 Growth of Plants',
  'Photosynthesis in Leaves',
  'Chapter 3',
  'Planet | Distance | Moons',
  '| Planet | Moons |',
  '| --- | --- |',
  'By $a = b. C | d$ it is, and $$x = 1. Then$$ so.',
  'Density: 3',
  '• a thing of some kind',
  '',
  '',
  'It is a sentence that goes on over the end of its line and then',
  'stops in the middle. Another one begins here, and ends there.',
  `${'x'.repeat(700)}`,
  '漢字'.repeat(150),
);
const richPages = fc
  .record({ texts: fc.array(fc.array(line, { maxLength: 30 }), { maxLength: 7 }), hasEdges: fc.boolean() })
  .map(({ texts, hasEdges }) =>
    texts.map((lines, index) => ({
      pageNo: index + 1,
      text: (hasEdges ? ['A History of Rivers', ...lines, `Page ${index + 1}`] : lines).join('\n').trim(),
    })),
  );
const anyPages = fc.oneof(pages, richPages);

/** The chunk's text, cut from the pages by its offsets. */
function cut(chunk: Chunk, all: readonly { pageNo: number; text: string }[]): string {
  const { bodies } = chunkPages(all);
  const bodyOf = (pageNo: number) => bodies.find((body) => body.pageNo === pageNo) ?? { start: 0, end: 0 };
  return all
    .filter(({ pageNo }) => pageNo >= chunk.pageFrom && pageNo <= chunk.pageTo)
    .map(({ pageNo, text }) =>
      text
        .slice(
          pageNo === chunk.pageFrom ? chunk.start : bodyOf(pageNo).start,
          pageNo === chunk.pageTo ? chunk.end : bodyOf(pageNo).end,
        )
        .trim(),
    )
    .filter(Boolean)
    .join('\n');
}

describe('chunkPages', () => {
  test('gives nothing for blank pages', () => {
    expect(chunkPages([{ pageNo: 1, text: ' \n ' }])).toEqual({
      chunks: [],
      bodies: [{ pageNo: 1, start: 0, end: 3 }],
    });
  });

  test('keeps a short material in one chunk that spans its pages', () => {
    const { chunks } = chunkPages([
      { pageNo: 1, text: 'The sea rises.' },
      { pageNo: 2, text: ' It falls again. ' },
    ]);
    expect(chunks).toEqual([
      {
        ord: 0,
        pageFrom: 1,
        pageTo: 2,
        start: 0,
        end: 16,
        text: 'The sea rises.\nIt falls again.',
        headingPath: [],
        tableHead: null,
        tokens: 8,
      },
    ]);
  });

  test('cuts a sentence that is longer than a chunk between words, and a word that is longer than any', () => {
    const text = Array.from({ length: 3 * MAX_CHUNK_TOKENS }, () => 'word').join(' ');
    const cuts = chunkPages([{ pageNo: 1, text }]).chunks;
    expect(cuts.map(({ tokens }) => tokens)).toEqual([MAX_CHUNK_TOKENS, MAX_CHUNK_TOKENS, MAX_CHUNK_TOKENS]);
    expect(cuts.map((chunk) => chunk.text).join(' ')).toBe(text);

    const blob = 'A1b2'.repeat(3_000);
    const pieces = chunkPages([{ pageNo: 1, text: blob }]).chunks;
    expect(pieces.map((chunk) => chunk.text).join('')).toBe(blob);
    for (const { tokens } of pieces) expect(tokens).toBeLessThanOrEqual(MAX_CHUNK_TOKENS);
  });

  test('cuts rows of a table that never ends between rows', () => {
    const row = (index: number) => `Planet ${index} | ${index * 57} | ${index}`;
    const text = Array.from({ length: 300 }, (_, index) => row(index)).join('\n');
    const { chunks } = chunkPages([{ pageNo: 1, text }]);
    expect(chunks.length).toBeGreaterThan(5);
    for (const chunk of chunks) {
      expect(chunk.tokens).toBeLessThanOrEqual(MAX_CHUNK_TOKENS);
      for (const each of chunk.text.split('\n')) expect(each).toMatch(/^Planet \d+ \| \d+ \| \d+$/);
    }
  });

  test('offsets name exactly the text, and no chunk is over the limit', () => {
    fc.assert(
      fc.property(anyPages, (all) => {
        for (const chunk of chunkPages(all).chunks) {
          expect(cut(chunk, all)).toBe(chunk.text);
          expect(chunk.tokens).toBe(countTokens(chunk.text));
          expect(chunk.tokens).toBeLessThanOrEqual(MAX_CHUNK_TOKENS);
        }
      }),
    );
  });

  test('covers every character of the bodies that is not white space, and nothing outside of them', () => {
    fc.assert(
      fc.property(anyPages, (all) => {
        const { chunks, bodies } = chunkPages(all);
        for (const [index, { pageNo, text }] of all.entries()) {
          const body = bodies[index] ?? { start: 0, end: 0 };
          const covered = [...Array(text.length)].map(() => false);
          for (const chunk of chunks) {
            if (pageNo < chunk.pageFrom || pageNo > chunk.pageTo) continue;
            covered.fill(
              true,
              pageNo === chunk.pageFrom ? chunk.start : body.start,
              pageNo === chunk.pageTo ? chunk.end : body.end,
            );
          }
          const wrong = covered.findIndex((isCovered, at) => {
            const isBody = at >= body.start && at < body.end;
            return isBody ? !isCovered && /\S/u.test(text[at] ?? '') : isCovered;
          });
          expect(wrong).toBe(-1);
        }
      }),
    );
  });

  test('neighbors overlap by at most the limit, and each brings something new', () => {
    fc.assert(
      fc.property(anyPages, (all) => {
        const { chunks } = chunkPages(all);
        const ends = chunks.map(({ pageTo, end }) => pageTo * 1e6 + end);
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
        for (const [index, chunk] of chunks.entries()) {
          const before = chunks[index - 1];
          if (!before || before.pageTo !== chunk.pageFrom) continue;
          const text = all.find(({ pageNo }) => pageNo === before.pageTo)?.text ?? '';
          expect(countTokens(text.slice(chunk.start, before.end))).toBeLessThanOrEqual(MAX_OVERLAP_TOKENS);
        }
      }),
    );
  });

  test('takes no longer than a few times as long for a page that is ten times as long', () => {
    const textOf = (lines: number) =>
      Array.from({ length: lines }, (_, at) => `Line ${at} of a page that never ends, without a stop`).join('\n');
    const growth = growthOf((lines) => chunkPages([{ pageNo: 1, text: textOf(lines) }]), 1_000);
    expect(growth).toBeLessThan(IN_PROPORTION);
  });

  test('two neighboring sentences always stand together in a chunk', () => {
    const sentences = Array.from({ length: 90 }, (_, index) => `Sentence ${index} has six plain words.`);
    const { chunks } = chunkPages([{ pageNo: 1, text: sentences.join(' ') }]);
    expect(chunks.length).toBeGreaterThan(2);
    for (const [index, one] of sentences.slice(0, -1).entries()) {
      expect(chunks.some(({ text }) => text.includes(`${one} ${sentences[index + 1]}`))).toBe(true);
    }
  });

  test('does not end a sentence where its line ends', () => {
    const text = 'Water rises in\nthe stem. It leaves\nthrough pores.\n\nLight\nfalls on leaves.';
    const long = Array.from({ length: 60 }, (_, index) => text.replace('Water', `Water ${index}`)).join('\n\n');
    for (const chunk of chunkPages([{ pageNo: 1, text: long }]).chunks) {
      expect(chunk.text).toMatch(/^(?:Water|It|Light)[\s\S]*\.$/);
    }
  });

  test('names six headings above a text at most, and 120 characters of each', () => {
    const long = '🌊'.repeat(130);
    const marks = ['# A', '## B', `### ${long}`, '#### D', '##### E', '###### F'].join('\n\n');
    const [chunk] = chunkPages([
      { pageNo: 1, text: `${marks}\n\nThe Tides\n\nThey turn twice a day all over the sea.` },
    ]).chunks;
    expect(chunk?.headingPath).toEqual(['A', 'B', '🌊'.repeat(120), 'D', 'E', 'F']);
  });

  test('a heading begins a chunk where the one before has 64 tokens, and not with fewer', () => {
    const section = (tokens: number) => `${'tide '.repeat(tokens - 1).trim()}.`;
    const cut = (tokens: number) => {
      const { chunks } = chunkPages([{ pageNo: 1, text: `${section(tokens)}\n\n# Ebb\n\nIt goes out to sea.` }]);
      return chunks.map(({ text }) => text.includes('# Ebb'));
    };
    expect(countTokens(section(64))).toBe(64);
    expect(cut(64)).toEqual([false, true]);
    expect(cut(63)).toEqual([true]);
  });

  test('headings that follow each other begin one chunk, with what stands below them', () => {
    const section = `${'tide '.repeat(100).trim()}.`;
    const { chunks } = chunkPages([{ pageNo: 1, text: `${section}\n\n# Ebb\n\n## Spring\n\n${section}` }]);
    expect(chunks.map(({ text }) => text.startsWith('# Ebb\n\n## Spring'))).toEqual([false, true]);
    const headings = Array.from({ length: 90 }, (_, at) => `# The ebb of ${at}`).join('\n\n');
    for (const chunk of chunkPages([{ pageNo: 1, text: headings }]).chunks) expect(chunk.headingPath).toHaveLength(1);
  });

  test('repeats of the chunk before as many whole sentences as have 48 tokens, within their section alone', () => {
    const sentence = (at: number, tokens: number) => `${`W${'abcdefghij'.charAt(at)} `.repeat(tokens - 1).trim()}.`;
    const overlapOf = (tokens: number) => {
      const all = Array.from({ length: 9 }, (_, at) => sentence(at, at === 3 || at === 4 ? tokens : 60));
      const { chunks } = chunkPages([{ pageNo: 1, text: all.join(' ') }]);
      const [first, second] = chunks;
      return (first?.end ?? 0) - (second?.start ?? 0);
    };
    expect(countTokens(sentence(0, 48))).toBe(48);
    // Four sentences and a short one fill the first chunk.
    expect(overlapOf(48)).toBeGreaterThan(0);
    expect(overlapOf(49)).toBeLessThan(0);
    const section = Array.from({ length: 10 }, (_, at) => sentence(at, 20)).join(' ');
    const { chunks } = chunkPages([{ pageNo: 1, text: `# Ebb\n\n${section}\n\n# Flood\n\n${section}` }]);
    expect(chunks.map(({ text }) => text.startsWith('#'))).toEqual([true, true]);
  });

  test('a row below a table of other columns, or below a text, begins another one', () => {
    const rows = (columns: number) =>
      Array.from({ length: 40 }, (_, at) => Array.from({ length: columns }, () => `Town ${at}`).join(' | ')).join('\n');
    const text = `Sea | Range\n${rows(2)}\nSea | Range | Day\n${rows(3)}`;
    const heads = chunkPages([{ pageNo: 1, text }]).chunks.map(({ tableHead }) => tableHead);
    expect(new Set(heads)).toEqual(new Set([null, 'Sea | Range', 'Sea | Range | Day']));
    const figures = chunkPages([{ pageNo: 1, text: `12 | 13\n${rows(2)}` }]).chunks;
    expect(figures.every(({ tableHead }) => tableHead === null)).toBe(true);
  });

  describe('with headings', () => {
    const body = (subject: string) =>
      Array.from({ length: 14 }, (_, index) => `The ${subject} has a property with the number ${index}.`).join(' ');
    const book = [
      { pageNo: 1, text: `# Biology\n\n## Cells\n\n${body('cell')}` },
      { pageNo: 2, text: `${body('wall')}\n\n## Plants\n\n${body('leaf')}\n\n### Roots\n\n${body('root')}` },
    ];

    test('begins a chunk at each, and names those above it', () => {
      const { chunks } = chunkPages(book);
      const pathOf = (words: string) =>
        chunks.filter(({ text }) => text.includes(words)).map(({ headingPath }) => headingPath);
      for (const path of [...pathOf('The cell'), ...pathOf('The wall')]) expect(path).toEqual(['Biology', 'Cells']);
      for (const path of pathOf('The leaf')) expect(path).toEqual(['Biology', 'Plants']);
      for (const path of pathOf('The root')) expect(path).toEqual(['Biology', 'Plants', 'Roots']);
      expect(chunks.some(({ text }) => text.startsWith('## Plants'))).toBe(true);
      expect(chunks.some(({ text }) => /#\s*\w+$/u.test(text))).toBe(false);
    });

    test('lets small sections share a chunk', () => {
      const text = ['A', 'B', 'C'].map((name) => `## ${name}\n\nA word about ${name}.`).join('\n\n');
      expect(chunkPages([{ pageNo: 1, text }]).chunks).toHaveLength(1);
    });
  });

  test('leaves headers, footers and page numbers out, also where a chunk goes over the edge of a page', () => {
    const bodyOf = (index: number) => `The ${['Rhine', 'Nile', 'Po', 'Amur', 'Ob', 'Volga'][index]} is long and it has`;
    const all = Array.from({ length: 6 }, (_, index) => ({
      pageNo: index + 1,
      text: `A History of Rivers\n\n${bodyOf(index)}\n\n${index + 41}`,
    }));
    const { chunks } = chunkPages(all);
    expect(chunks.map(({ text }) => text).join('\n')).toBe(all.map((_, index) => bodyOf(index)).join('\n'));
  });

  test('does not end within a sentence that goes over the end of a page', () => {
    const [begun, ended] = ['The keel was laid in the same year in which the dock had been', 'dug out of the clay.'];
    for (let count = 1; count < 40; count += 1) {
      const filler = Array.from({ length: count }, (_, at) => `Ship ${at} was built of oak and pine.`).join(' ');
      const all = [
        { pageNo: 1, text: `${filler} ${begun}\n\n1 The dock is dry today.\n\n17` },
        { pageNo: 2, text: `${ended} ${filler}` },
      ];
      const whole = chunkPages(all).chunks.filter(({ text }) => text.includes(begun) && text.includes(ended));
      expect([count, whole.length > 0]).toEqual([count, true]);
    }
  });

  test('a chunk that begins within a table has its head beside its text, over the edge of a page too', () => {
    const rows = (from: number) =>
      Array.from({ length: 40 }, (_, at) => `| Town ${from + at} | River ${from + at} | ${at} |`);
    const table = ['| Town | River | Inhabitants |', '| --- | --- | --- |', ...rows(1)].join('\n');
    const all = chunkPages([
      { pageNo: 1, text: `# Towns\n\nThese are the towns.\n\n${table}` },
      { pageNo: 2, text: rows(41).join('\n') },
      { pageNo: 3, text: '12 | 13\n14 | 15' },
    ]).chunks;
    expect(all[0]).toMatchObject({ headingPath: ['Towns'], tableHead: null });
    const within = all.slice(1).filter(({ text }) => text.startsWith('| Town'));
    expect(new Set(within.map(({ pageFrom }) => pageFrom))).toEqual(new Set([1, 2]));
    for (const { headingPath, tableHead, text } of within) {
      expect(headingPath).toEqual(['Towns']);
      expect(tableHead).toBe('| Town | River | Inhabitants |');
      expect(text).not.toContain('Inhabitants');
    }
  });

  test('a head is not repeated where another table begins, or where it is longer than its rows', () => {
    const rows = Array.from({ length: 60 }, (_, at) => `| a${at} | b${at} |`).join('\n');
    const long = `| ${'x'.repeat(300)} | ${'y'.repeat(300)} |\n| --- | --- |`;
    const { chunks } = chunkPages([
      { pageNo: 1, text: `| A | B |\n| --- | --- |\n${rows}\n\nText.\n\n${long}\n${rows}` },
    ]);
    expect(new Set(chunks.map(({ tableHead }) => tableHead))).toEqual(new Set([null, '| A | B |']));
    expect(chunks.at(-1)?.tableHead).toBeNull();
  });
});
