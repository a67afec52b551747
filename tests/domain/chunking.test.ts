import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CHUNK_WORDS, type Chunk, chunkPages, OVERLAP_WORDS } from '../../domain/chunking.js';

const sentence = fc
  .array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 })
  .map((words) => `${words.join(' ')}.`);
const pages = fc
  .array(fc.array(sentence, { maxLength: 25 }), { maxLength: 6 })
  .map((texts) => texts.map((sentences, index) => ({ pageNo: index + 1, text: sentences.join(' ') })));

const wordCount = (text: string) => text.split(/\s+/u).filter(Boolean).length;

/** The chunk's text, cut from the pages by its offsets. */
function cut(chunk: Chunk, all: readonly { pageNo: number; text: string }[]): string {
  return all
    .filter(({ pageNo }) => pageNo >= chunk.pageFrom && pageNo <= chunk.pageTo)
    .map(({ pageNo, text }) =>
      text.slice(pageNo === chunk.pageFrom ? chunk.start : 0, pageNo === chunk.pageTo ? chunk.end : undefined).trim(),
    )
    .filter(Boolean)
    .join('\n');
}

describe('chunkPages', () => {
  test('gives nothing for blank pages', () => {
    expect(chunkPages([{ pageNo: 1, text: ' \n ' }])).toEqual([]);
  });

  test('keeps a short material in one chunk that spans its pages', () => {
    const chunks = chunkPages([
      { pageNo: 1, text: 'The sea rises.' },
      { pageNo: 2, text: ' It falls again. ' },
    ]);
    expect(chunks).toEqual([
      { ord: 0, pageFrom: 1, pageTo: 2, start: 0, end: 16, text: 'The sea rises.\nIt falls again.' },
    ]);
  });

  test('cuts a sentence that is longer than a chunk', () => {
    const text = Array.from({ length: CHUNK_WORDS * 2 + 5 }, (_, index) => `w${index}`).join(' ');
    const chunks = chunkPages([{ pageNo: 1, text }]);
    expect(chunks.map((chunk) => wordCount(chunk.text))).toEqual([CHUNK_WORDS, CHUNK_WORDS, 5]);
  });

  test('offsets name exactly the text, and no chunk is over the limit', () => {
    fc.assert(
      fc.property(pages, (all) => {
        for (const chunk of chunkPages(all)) {
          expect(cut(chunk, all)).toBe(chunk.text);
          expect(wordCount(chunk.text)).toBeLessThanOrEqual(CHUNK_WORDS);
        }
      }),
    );
  });

  test('covers every character that is not white space', () => {
    fc.assert(
      fc.property(pages, (all) => {
        const chunks = chunkPages(all);
        for (const { pageNo, text } of all) {
          const covered = [...text].map(() => false);
          for (const chunk of chunks) {
            if (pageNo < chunk.pageFrom || pageNo > chunk.pageTo) continue;
            covered.fill(
              true,
              pageNo === chunk.pageFrom ? chunk.start : 0,
              pageNo === chunk.pageTo ? chunk.end : text.length,
            );
          }
          expect([...text].every((letter, at) => covered[at] || letter === ' ')).toBe(true);
        }
      }),
    );
  });

  test('neighbours overlap by at most the limit, and each brings something new', () => {
    fc.assert(
      fc.property(pages, (all) => {
        const chunks = chunkPages(all);
        const ends = chunks.map(({ pageTo, end }) => pageTo * 1e6 + end);
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
        for (const [index, chunk] of chunks.entries()) {
          const before = chunks[index - 1];
          if (!before || before.pageTo !== chunk.pageFrom) continue;
          const text = all.find(({ pageNo }) => pageNo === before.pageTo)?.text ?? '';
          expect(wordCount(text.slice(chunk.start, before.end))).toBeLessThanOrEqual(OVERLAP_WORDS);
        }
      }),
    );
  });

  test('takes no longer than a few times as long for a page that is ten times as long', () => {
    const timeOf = (lines: number) => {
      const text = Array.from(
        { length: lines },
        (_, index) => `Line ${index} of a page that never ends, without a stop`,
      ).join('\n');
      const start = process.hrtime.bigint();
      chunkPages([{ pageNo: 1, text }]);
      return Number(process.hrtime.bigint() - start);
    };
    timeOf(1_000);
    // Squared growth would be a hundred times as long; linear growth is ten.
    expect(timeOf(10_000) / timeOf(1_000)).toBeLessThan(40);
  });

  test('two neighbouring sentences always stand together in a chunk', () => {
    const sentences = Array.from({ length: 90 }, (_, index) => `Sentence ${index} has six plain words.`);
    const chunks = chunkPages([{ pageNo: 1, text: sentences.join(' ') }]);
    expect(chunks.length).toBeGreaterThan(2);
    for (const [index, one] of sentences.slice(0, -1).entries()) {
      expect(chunks.some(({ text }) => text.includes(`${one} ${sentences[index + 1]}`))).toBe(true);
    }
  });
});
