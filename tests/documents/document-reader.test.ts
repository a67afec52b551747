import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { createDocumentReader } from '../../documents/index.js';
import { loadPdfium } from '../../documents/pdfium.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { photographPage } from '../../stack/sample/photograph-page.js';
import { folded, PROSE, readAll, wordAccuracy } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 2, dpi: 150 });
afterAll(() => reader.close());

describe('a PDF', () => {
  it('gives text pages as text, scanned pages by OCR and empty pages as blank', async () => {
    const pdf = await makePdf([
      { text: PROSE },
      { text: PROSE, scanned: true },
      { text: '' },
      { text: '', scanned: true },
    ]);
    expect(await reader.probe(pdf)).toEqual({ format: 'pdf', pageCount: 4 });

    const [text, scan, empty, emptyScan] = await readAll(reader, pdf, [1, 2, 3, 4]);

    expect(text).toMatchObject({ pageNo: 1, method: 'text', confidence: null });
    expect(folded(text?.text ?? '')).toBe(folded(PROSE));
    expect(scan).toMatchObject({ pageNo: 2, method: 'ocr' });
    expect(scan?.confidence).toBeGreaterThan(0.8);
    expect(scan?.confidence).toBeLessThanOrEqual(1);
    expect(wordAccuracy(PROSE, scan?.text ?? '')).toBeGreaterThanOrEqual(0.95);
    expect(empty).toEqual({ pageNo: 3, method: 'blank', text: '', confidence: null });
    expect(emptyScan).toEqual({ pageNo: 4, method: 'blank', text: '', confidence: null });
  });

  it('gives each page that was asked for once, and no other', async () => {
    const pdf = await makePdf(Array.from({ length: 130 }, (_, i) => ({ text: `This is page ${i + 1}. ${PROSE}` })));
    const asked = [...Array(120).keys()].map((i) => i + 5);

    const pages = await readAll(reader, pdf, asked);

    expect(pages.map(({ pageNo }) => pageNo)).toEqual(asked);
    for (const { pageNo, text } of pages) expect(text).toContain(`This is page ${pageNo}.`);
  });

  it('reads a lone word on a grainy scan as that word and no more', async () => {
    const [page] = await readAll(reader, await makePdf([{ text: 'Tides', scanned: true }]), [1]);

    expect(page).toMatchObject({ method: 'ocr', text: 'Tides' });
  });

  it('keeps a short title that is set in type', async () => {
    const [page] = await readAll(reader, await makePdf([{ text: '# Tides' }]), [1]);

    expect(page?.text).toBe('Tides');
  });

  it('is read as it is when lines stand before its header', async () => {
    const pdf = Buffer.concat([Buffer.from('printed by a mail gateway\r\n'), await makePdf([{ text: PROSE }])]);

    expect(await reader.probe(pdf)).toEqual({ format: 'pdf', pageCount: 1 });
  });

  it('is refused as encrypted when a password protects it', async () => {
    const pdf = await readFile(new URL('../fixtures/encrypted.pdf', import.meta.url));

    await expect(reader.probe(pdf)).rejects.toMatchObject({ name: 'Failure', type: 'Encrypted' });
    await expect(readAll(reader, pdf, [1])).rejects.toMatchObject({ name: 'Failure', type: 'Encrypted' });
  });

  it('is refused as corrupt when it is truncated, has no pages or lacks the page', async () => {
    const pdf = await makePdf([{ text: PROSE }]);
    const pageless =
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>';

    await expect(reader.probe(pdf.subarray(0, pdf.length / 2))).rejects.toMatchObject({ type: 'Corrupt' });
    await expect(reader.probe(Buffer.from(pageless))).rejects.toMatchObject({ type: 'Corrupt' });
    await expect(readAll(reader, pdf, [2])).rejects.toMatchObject({ type: 'Corrupt' });
  });
});

describe('an image', () => {
  it('is one page, read by OCR, whatever the file is called', async () => {
    const jpeg = await photographPage(await makePdf([{ text: PROSE }]));
    const png = await sharp(jpeg).png().toBuffer();

    expect(await reader.probe(jpeg)).toEqual({ format: 'jpeg', pageCount: 1 });
    expect(await reader.probe(png)).toEqual({ format: 'png', pageCount: 1 });
    for (const file of [jpeg, png]) {
      const [page, ...others] = await readAll(reader, file, [1]);
      expect(page).toMatchObject({ pageNo: 1, method: 'ocr' });
      expect(wordAccuracy(PROSE, page?.text ?? '')).toBeGreaterThanOrEqual(0.95);
      expect(others).toEqual([]);
    }
  });

  it('is rotated upright by its EXIF orientation', async () => {
    const upright = await photographPage(await makePdf([{ text: PROSE }]));
    const lying = await sharp(upright).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer();

    const [page] = await readAll(reader, lying, [1]);

    expect(wordAccuracy(PROSE, page?.text ?? '')).toBeGreaterThanOrEqual(0.95);
  });

  it('is read when it is dark on transparent, and when it has 16 bits', async () => {
    const scan = await photographPage(await makePdf([{ text: PROSE }]));
    const { data, info } = await sharp(scan).negate().extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: 1 } as const;
    const clear = await sharp({ create: { ...raw, channels: 3, background: '#000' } })
      .joinChannel(data, { raw })
      .png()
      .toBuffer();
    const deep = await sharp(scan).toColourspace('grey16').png().toBuffer();
    expect(await sharp(clear).metadata()).toMatchObject({ hasAlpha: true });
    expect(await sharp(deep).metadata()).toMatchObject({ depth: 'ushort' });

    for (const file of [clear, deep]) {
      const [page] = await readAll(reader, file, [1]);
      expect(wordAccuracy(PROSE, page?.text ?? '')).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('without ink is blank', async () => {
    const png = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#fdfdf5' } })
      .png()
      .toBuffer();

    expect(await readAll(reader, png, [1])).toEqual([{ pageNo: 1, method: 'blank', text: '', confidence: null }]);
  });

  it('is refused as corrupt when it is cut off or lacks the page', async () => {
    const jpeg = await photographPage(await makePdf([{ text: PROSE }]));

    await expect(readAll(reader, jpeg.subarray(0, jpeg.length / 2), [1])).rejects.toMatchObject({ type: 'Corrupt' });
    await expect(readAll(reader, jpeg, [1, 2])).rejects.toMatchObject({ type: 'Corrupt' });
    await expect(reader.probe(jpeg.subarray(0, 40))).rejects.toMatchObject({ type: 'Corrupt' });
  });
});

it('renders a page box of any size within the pixels of an A3 sheet', async () => {
  const document = await PDFDocument.create();
  document.addPage([14400, 14400]).drawText('far away', { size: 900 });
  document.addPage([3_000_000, 2_000_000]);
  document.addPage([0.5, 90_000]);
  const pdf = (await loadPdfium())(await document.save());
  for (const pageNo of [1, 2, 3]) {
    const { width, height, pixels } = pdf.render(pageNo, 150);
    expect(width * height).toBeLessThanOrEqual(11.7 * 16.54 * 150 * 150);
    expect(pixels).toHaveLength(width * height);
  }
  pdf.close();
});
