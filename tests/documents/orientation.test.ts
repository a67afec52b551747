import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { degrees, PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { createDocumentReader } from '../../documents/index.js';
import { darkestPart, fromPgm, rotated, toPgm } from '../../documents/raster.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { photographPage } from '../../stack/sample/photograph-page.js';
import { PROSE, readAll, wordAccuracy } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 2, dpi: 150 });
afterAll(() => reader.close());
const scan = await photographPage(await makePdf([{ text: PROSE }]));

describe('a scan', () => {
  it.each([90, 180, 270])('that was put in at %i degrees is rotated upright', async (angle) => {
    const [page] = await readAll(reader, await sharp(scan).rotate(angle).jpeg().toBuffer(), [1]);

    expect(page).toMatchObject({ method: 'ocr' });
    expect(wordAccuracy(PROSE, page?.text ?? '')).toBeGreaterThanOrEqual(0.95);
    expect(page?.confidence).toBeGreaterThan(0.8);
  });

  it('in a PDF is rotated too, by /Rotate and by what it shows', async () => {
    const document = await PDFDocument.create();
    const lying = await document.embedJpg(await sharp(scan).rotate(90).jpeg().toBuffer());
    for (const rotation of [270, 90]) {
      const page = document.addPage([842, 595]);
      page.drawImage(lying, { x: 0, y: 0, width: 842, height: 595 });
      page.setRotation(degrees(rotation));
    }

    for (const page of await readAll(reader, await document.save(), [1, 2])) {
      expect(wordAccuracy(PROSE, page.text)).toBeGreaterThanOrEqual(0.95);
    }
  });
});

const image = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((pixels) => ({ width, height, pixels })),
  );

describe('images', () => {
  it('are the same after four quarter turns, and two turns are the pixels backwards', () => {
    fc.assert(
      fc.property(image, (raster) => {
        const once = rotated(raster, 1);
        expect(once).toMatchObject({ width: raster.height, height: raster.width });
        expect(rotated(once, 3)).toEqual(raster);
        expect(rotated(once, 1)).toEqual(rotated(raster, 2));
        expect(rotated(raster, 2).pixels).toEqual(raster.pixels.toReversed());
      }),
    );
  });

  it('are the same out of a PGM file', () => {
    fc.assert(
      fc.property(image, (raster) => {
        expect(fromPgm(toPgm(raster))).toEqual(raster);
      }),
    );
    expect(fromPgm(Buffer.from('no image'))).toBeUndefined();
  });

  it('turn with the clock', () => {
    expect(rotated({ width: 2, height: 1, pixels: Uint8Array.of(1, 2) }, 1)).toEqual({
      width: 1,
      height: 2,
      pixels: Uint8Array.of(1, 2),
    });
  });

  it('are cut to the quarter with the most ink', () => {
    const pixels = new Uint8Array(80 * 40).fill(255);
    for (let y = 25; y < 38; y += 1) pixels.fill(0, y * 80 + 60, y * 80 + 75);
    const part = darkestPart({ width: 80, height: 40, pixels });
    expect(part).toMatchObject({ width: 40, height: 20 });
    expect(part.pixels.filter((shade) => shade === 0)).toHaveLength(13 * 15);
  });
});
