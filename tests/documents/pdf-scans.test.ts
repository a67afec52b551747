import { afterAll, describe, expect, it } from '@jest/globals';
import {
  PDFDocument,
  PDFName,
  type PDFPage,
  PDFString,
  StandardFonts,
  setTextRenderingMode,
  TextRenderingMode,
} from 'pdf-lib';
import { createDocumentReader } from '../../documents/index.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { photographPage } from '../../stack/sample/photograph-page.js';
import { column, drawPdf, PAGE } from './draw.js';
import { folded, PROSE, readAll, wordAccuracy } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 2, dpi: 150 });
afterAll(() => reader.close());

const scan = await photographPage(await makePdf([{ text: PROSE }]));
const STAMP = 'Lent by the reading room of the harbour museum until the last day of October. Not to be sold.';

/** A PDF of one page that shows the scan, with what `draw` adds before or after it. */
async function scanWith({ before, after }: { before?: Draw; after?: Draw }): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([PAGE.width, PAGE.height]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const image = await document.embedJpg(scan);
  const draw = (lines: Draw = []) => {
    for (const { text, y, isInvisible } of lines) {
      if (isInvisible) page.pushOperators(setTextRenderingMode(TextRenderingMode.Invisible));
      page.drawText(text, { x: 60, y, size: 7, font });
      page.pushOperators(setTextRenderingMode(TextRenderingMode.Fill));
    }
  };
  draw(before);
  drawScan(page, image);
  draw(after);
  return document.save();
}

type Draw = { text: string; y: number; isInvisible?: boolean }[];

const drawScan = (page: PDFPage, image: Parameters<PDFPage['drawImage']>[0]) =>
  page.drawImage(image, { x: 0, y: 0, width: PAGE.width, height: PAGE.height });

const layerOf = (text: string) =>
  text.split('\n').map((line, index) => ({ text: line, y: 760 - 17 * index, isInvisible: true }));

describe('a scan with printed text', () => {
  it.each([
    ['below it', 20],
    ['above it', 825],
  ])('gives both, each once and in its place: %s', async (where, y) => {
    const [page] = await readAll(reader, await scanWith({ after: [{ text: STAMP, y }] }), [1]);

    expect(page).toMatchObject({ method: 'ocr' });
    const text = folded(page?.text ?? '');
    expect(text.split('reading room of the harbour museum')).toHaveLength(2);
    expect(where === 'below it' ? text.endsWith(STAMP) : text.startsWith(STAMP)).toBe(true);
    expect(wordAccuracy(PROSE, text)).toBeGreaterThanOrEqual(0.95);
  });

  it('is not read again where an earlier reading lies under it', async () => {
    for (const file of [
      await scanWith({ after: layerOf(PROSE) }),
      await scanWith({ before: layerOf(PROSE).map((line) => ({ ...line, isInvisible: false })) }),
    ]) {
      const [page] = await readAll(reader, file, [1]);
      expect(page).toMatchObject({ method: 'text' });
      expect(folded(page?.text ?? '')).toBe(folded(PROSE));
    }
  });

  it('is read again where the earlier reading is garbage', async () => {
    const garbage = layerOf(
      PROSE.replace(/[a-z]/gi, (letter) => String.fromCharCode(33 + (letter.charCodeAt(0) % 30))),
    );
    const [page] = await readAll(reader, await scanWith({ after: [...garbage, { text: STAMP, y: 20 }] }), [1]);

    expect(page).toMatchObject({ method: 'ocr' });
    expect(wordAccuracy(PROSE, page?.text ?? '')).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a page of text', () => {
  it('on a picture is taken as it is', async () => {
    const document = await PDFDocument.create();
    const page = document.addPage([PAGE.width, PAGE.height]);
    const font = await document.embedFont(StandardFonts.TimesRoman);
    const paper = await photographPage(await makePdf([{ text: '' }]));
    drawScan(page, await document.embedJpg(paper));
    const lines = Array.from(
      { length: 40 },
      (_, index) => `Line ${index} tells of the sea and of those who sail on it by day.`,
    );
    for (const [index, text] of lines.entries()) page.drawText(text, { x: 60, y: 790 - 18 * index, size: 14, font });

    expect(await readAll(reader, await document.save(), [1])).toMatchObject([
      { method: 'text', text: lines.join('\n') },
    ]);
  });
});

describe('a scan of columns', () => {
  it('is read one column after the other', async () => {
    const left = await column(
      'The mill on the western hill ground rye until the spring of its last year. '.repeat(5),
      60,
      700,
      220,
    );
    const right = await column(
      'A ferry went over the sound twice a day, and carried goats in summer. '.repeat(5),
      320,
      700,
      220,
    );
    const image = await photographPage(await drawPdf([[...left, ...right]]));

    const [page] = await readAll(reader, new Uint8Array(image), [1]);

    const lines = [...left, ...right].map(({ text }) => text);
    expect(wordAccuracy(lines.join(' '), page?.text ?? '')).toBeGreaterThanOrEqual(0.97);
  });
});

it('tells the number that is printed on a page where it is another', async () => {
  const document = await PDFDocument.load(
    await makePdf([{ text: PROSE }, { text: '' }, { text: PROSE }, { text: PROSE }]),
  );
  const numbers = [0, { S: 'r' }, 2, { S: 'D', St: 3 }, 3, { P: PDFString.of('A-'), S: 'D' }];
  document.catalog.set(PDFName.of('PageLabels'), document.context.obj({ Nums: numbers } as never));

  const pages = await readAll(reader, await document.save(), [1, 2, 3, 4]);

  expect(pages.map(({ label }) => label)).toEqual(['i', 'ii', undefined, 'A-1']);
});
