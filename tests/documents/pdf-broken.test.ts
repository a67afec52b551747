import { afterAll, describe, expect, it } from '@jest/globals';
import { PDFDict, PDFDocument, PDFName, StandardFonts } from 'pdf-lib';
import { createDocumentReader } from '../../documents/index.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { photographPage } from '../../stack/sample/photograph-page.js';
import { emptyPages, folded, PROSE, rawPdf, readAll, readResults, wordAccuracy } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 2, dpi: 150 });
afterAll(() => reader.close());

/** A PDF whose font says, for every code, that it stands for the character that `map` gives. */
async function withUnicodeMap(text: string, map: (code: number) => number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  const page = document.addPage([595, 842]);
  for (const [index, line] of text.split('\n').entries()) {
    page.drawText(line, { x: 40, y: 780 - index * 16, size: 10.5, font });
  }
  await document.flush();
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  const codes = Array.from({ length: 95 }, (_, index) => index + 32);
  const lines = codes.map((code) => `<${hex(code, 2)}> <${hex(map(code), 4)}>`);
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
${lines.length} beginbfchar\n${lines.join('\n')}\nendbfchar
endcmap CMapName currentdict /CMap defineresource pop end end`;
  const dict = document.context.lookup(font.ref, PDFDict);
  dict.set(PDFName.of('ToUnicode'), document.context.register(document.context.stream(cmap)));
  return document.save();
}

describe('a text layer that is not what the page shows', () => {
  it.each([
    ['private-use characters', (code: number) => 0xe000 + code],
    ['shifted letters', (code: number) => (code === 32 ? 32 : 33 + ((code - 33 + 29) % 94))],
    ['symbols', (code: number) => 0x2500 + code],
  ])('is read by OCR: %s', async (_, map) => {
    const [page] = await readAll(reader, await withUnicodeMap(PROSE, map), [1]);

    expect(page).toMatchObject({ method: 'ocr' });
    expect(wordAccuracy(PROSE, page?.text ?? '')).toBeGreaterThanOrEqual(0.95);
  });

  it('is taken as it is when the font tells the truth', async () => {
    const [page] = await readAll(reader, await withUnicodeMap(PROSE, (code) => code), [1]);

    expect(page).toMatchObject({ method: 'text', confidence: null });
    expect(folded(page?.text ?? '')).toBe(folded(PROSE));
  });
});

describe('a broken page', () => {
  /** A PDF whose page tree has numbers in place of some pages. */
  async function withoutPages(pages: readonly { text: string; scanned?: boolean }[], broken: readonly number[]) {
    const document = await PDFDocument.load(await makePdf(pages));
    const kids = document.catalog.Pages().Kids();
    for (const pageNo of broken) kids.set(pageNo - 1, document.context.obj(7));
    return document.save();
  }

  it('fails alone, and the others are read', async () => {
    const scan = { text: PROSE, scanned: true };
    const pdf = await withoutPages([{ text: PROSE }, { text: PROSE }, scan, { text: PROSE }, { text: '' }], [2, 4]);

    expect(
      (await readResults(reader, pdf, [1, 2, 3, 4, 5])).map((page) => ('failure' in page ? page : page.method)),
    ).toEqual(['text', { pageNo: 2, failure: 'Corrupt' }, 'ocr', { pageNo: 4, failure: 'Corrupt' }, 'blank']);
  });

  it('whose picture cannot be decoded fails, and is not called blank', async () => {
    const document = await PDFDocument.create();
    for (const isWhole of [true, false]) {
      const jpeg = Buffer.from(await photographPage(await makePdf([{ text: isWhole ? '' : PROSE }])));
      // What says how big it is stays; what is seen goes.
      if (!isWhole) jpeg.fill(0, 200);
      document.addPage([595, 842]).drawImage(await document.embedJpg(jpeg), { x: 0, y: 0, width: 595, height: 842 });
    }

    expect(await readResults(reader, await document.save(), [1, 2])).toMatchObject([
      { method: 'blank' },
      { pageNo: 2, failure: 'Corrupt' },
    ]);
  });

  it('that takes too long fails alone, and the thread goes on with the others', async () => {
    const hasty = createDocumentReader({ ocrWorkers: 1, dpi: 150, stepSeconds: 6 });
    const document = await PDFDocument.load(await makePdf([{ text: PROSE }, { text: PROSE }]));
    const [endless] = await document.copyPages(await PDFDocument.load(rawPdf('q Q '.repeat(20_000_000))), [0]);
    if (endless) document.insertPage(1, endless);

    const pages = await readResults(hasty, await document.save(), [1, 2, 3]);
    await hasty.close();

    expect(pages).toMatchObject([{ method: 'text' }, { pageNo: 2, failure: 'TooComplex' }, { method: 'text' }]);
  });

  it('does not stand for a document that is broken throughout', async () => {
    const hasty = createDocumentReader({ ocrWorkers: 1, dpi: 150, stepSeconds: 1 });
    const document = await PDFDocument.create();
    const [endless] = await document.copyPages(await PDFDocument.load(rawPdf('q Q '.repeat(20_000_000))), [0]);
    for (let copy = 0; endless && copy < 6; copy += 1) document.addPage(endless);

    const reading = readResults(hasty, await document.save(), [1, 2, 3, 4, 5, 6]);

    await expect(reading).rejects.toMatchObject({ type: 'TooComplex', cause: { name: 'DeadlineExceeded' } });
    await hasty.close();
  });
});

it('counts ten thousand pages at once', async () => {
  expect(await reader.probe(emptyPages(10_000))).toEqual({ format: 'pdf', pageCount: 10_000 });
});
