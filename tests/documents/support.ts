import { deflateSync } from 'node:zlib';
import type { DocumentReader } from '../../documents/document-reader.js';
import type { PageResult, PageText } from '../../domain/text/pages.js';

/** Two paragraphs with words that are easy to tell apart. */
export const PROSE = `A lighthouse stands on the eastern cliff. Its lamp was lit for the first time in the winter of 1847, and the
keeper climbed two hundred and twelve steps every evening to trim the wick and to wind the clockwork of the lens.

Ships from the northern harbours steered by its double flash. In fog, when no light could reach them, a bell was
rung by hand at intervals of thirty seconds, and later a horn was driven by compressed air from a small engine.`;

/** What became of all given pages, sorted. */
export async function readResults(
  reader: DocumentReader,
  file: Uint8Array,
  pageNos: readonly number[],
  languages?: readonly string[],
): Promise<PageResult[]> {
  const pages: PageResult[] = [];
  const keep = async (page: PageResult) => {
    pages.push(page);
  };
  await reader.readPages(file, pageNos, keep, undefined, languages);
  return pages.sort((a, b) => a.pageNo - b.pageNo);
}

/** The texts of all given pages, sorted. @throws Error when one of them failed. */
export async function readAll(
  reader: DocumentReader,
  file: Uint8Array,
  pageNos: readonly number[],
  languages?: readonly string[],
): Promise<PageText[]> {
  return (await readResults(reader, file, pageNos, languages)).map((page) => {
    if ('failure' in page) throw new Error(`Page ${page.pageNo} failed: ${page.failure}`);
    return page;
  });
}

/** The text in one line. */
export const folded = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The share of the original's words that were read, in their order (longest common subsequence). */
export function wordAccuracy(original: string, reading: string): number {
  const expected = folded(original).split(' ');
  const actual = folded(reading).split(' ');
  let row = new Array<number>(actual.length + 1).fill(0);
  for (const word of expected) {
    const next = [0];
    for (const [i, other] of actual.entries()) {
      next.push(word === other ? (row[i] ?? 0) + 1 : Math.max(row[i + 1] ?? 0, next[i] ?? 0));
    }
    row = next;
  }
  return (row.at(-1) ?? 0) / expected.length;
}

/** A PDF of one page with that content stream, written by hand to be hostile; objects after the fifth are given. */
export function rawPdf(content: string, objects: readonly string[] = []): Uint8Array {
  const packed = deflateSync(Buffer.from(content, 'latin1'));
  const all = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>',
    stream('/Filter/FlateDecode', packed.toString('latin1')),
    ...objects,
  ];
  return assemble(all);
}

/** A PDF of so many empty pages, written by hand: a library would take seconds for it. */
export function emptyPages(count: number): Uint8Array {
  const kids = Array.from({ length: count }, (_, i) => `${i + 3} 0 R`).join(' ');
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>';
  return assemble([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${count}>>`,
    ...Array<string>(count).fill(page),
  ]);
}

/** A file of these objects, which are numbered from 1; the first is the catalog. */
function assemble(all: readonly string[]): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [i, body] of all.entries()) {
    offsets.push(file.length);
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = all.length + 1;
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`,
    'latin1',
  );
}

/** A stream object's text. */
export const stream = (entries: string, body: string) =>
  `<<${entries}/Length ${body.length}>>stream\n${body}\nendstream`;
