import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ChunkInLanguage, chunkChanges, type StoredChunk } from '../../../domain/text/chunk-changes.js';
import { chunkPages } from '../../../domain/text/chunking.js';

const chunksOf = (pages: Parameters<typeof chunkPages>[0]): ChunkInLanguage[] =>
  chunkPages(pages).chunks.map((chunk) => ({ ...chunk, language: 'en' }));

const stored = (chunks: readonly ChunkInLanguage[]): StoredChunk[] =>
  chunks.map(({ tokens: _tokens, ...chunk }, at) => ({ ...chunk, id: `stored ${at}` }));

/** What is there after the changes, in order. */
function after(before: readonly StoredChunk[], fresh: readonly ChunkInLanguage[]): Omit<StoredChunk, 'id'>[] {
  const { gone, moved, added } = chunkChanges(before, fresh);
  const places = new Map(moved.map(({ id, ord }) => [id, ord]));
  const kept = before
    .filter(({ id }) => !gone.includes(id))
    .map(({ id, ord, ...chunk }) => ({ ...chunk, ord: places.get(id) ?? ord }));
  return [...kept, ...stored(added).map(({ id: _id, ...chunk }) => chunk)].toSorted((a, b) => a.ord - b.ord);
}

const withoutIds = (chunks: readonly ChunkInLanguage[]) => stored(chunks).map(({ id: _id, ...chunk }) => chunk);

const page = fc
  .array(fc.constantFrom('A river flows to the sea.', 'It is long.', '# Rivers', 'Water and', 'Header', '\n'), {
    maxLength: 60,
  })
  .map((lines) => lines.join('\n'));

describe('the chunks of a material that is cut again', () => {
  test('are those of its text as it is now, whatever was stored', () => {
    fc.assert(
      fc.property(fc.array(page, { maxLength: 6 }), fc.array(page, { maxLength: 6 }), (before, now) => {
        const cut = (texts: string[]) => chunksOf(texts.map((text, at) => ({ pageNo: at + 1, text })));
        expect(after(stored(cut(before)), cut(now))).toEqual(withoutIds(cut(now)));
      }),
    );
  });

  test('stay the same where pages came behind them, but for the last', () => {
    const pages = Array.from({ length: 20 }, (_, index) => ({
      pageNo: index + 1,
      text: Array.from({ length: 40 }, (_, at) => `Sentence ${at} of page ${index} is about a river.`).join(' '),
    }));
    const first = chunksOf(pages.slice(0, 10)).slice(0, -1);
    const { gone, moved, added } = chunkChanges(stored(first), chunksOf(pages));
    expect({ gone, moved }).toEqual({ gone: [], moved: [] });
    expect(added[0]?.ord).toBe(first.length);
  });

  test('keep their ids where one came before them', () => {
    const chunks = chunksOf([{ pageNo: 2, text: 'It is long.' }]);
    const now = chunksOf([
      { pageNo: 1, text: `# One\n\n${'A river flows to the sea. '.repeat(30)}` },
      { pageNo: 2, text: '# Two\n\nIt is long.' },
    ]);
    const last = now.at(-1);
    const known = stored(chunks).map((chunk) => ({ ...chunk, ...last, id: chunk.id, ord: 0 }));
    expect(chunkChanges(known, now)).toMatchObject({ gone: [], moved: [{ id: 'stored 0', ord: last?.ord }] });
  });
});
