import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { convert } from '../../documents/conversion.js';
import { detectFormat } from '../../documents/detect-format.js';
import { createDocumentReader } from '../../documents/index.js';
import { singlePageFile, tiffPages } from '../../documents/tiff-pages.js';
import { Failure } from '../../domain/runs/failures.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { photographPage } from '../../stack/sample/photograph-page.js';
import { makeDocx, makePptx, para } from './office-files.js';
import { readResults } from './support.js';
import { makeTiff } from './tiff-file.js';

/** Some bytes of a file replaced, and perhaps its end cut off. */
const damage = fc.record({
  changes: fc.array(fc.record({ at: fc.double({ min: 0, max: 0.9999, noNaN: true }), byte: fc.nat(255) }), {
    maxLength: 12,
  }),
  keep: fc.oneof(
    { weight: 4, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  ),
});

function damaged(
  file: Uint8Array,
  { changes, keep }: { changes: { at: number; byte: number }[]; keep: number },
): Buffer {
  const copy = Buffer.from(file);
  for (const { at, byte } of changes) copy[Math.floor(at * copy.length)] = byte;
  return copy.subarray(0, Math.ceil(copy.length * keep));
}

it('a damaged office file, or a text of any bytes, gives pages or a failure that has a name', async () => {
  const files = [
    await makeDocx(para('The tide comes in twice a day.')),
    await makePptx([{ title: 'Tides', body: ['Ebb'], notes: 'Ask' }]),
    Buffer.from('<!doctype html><table><tr><td>Ebb</td></tr></table>'),
    Buffer.from('# Tides\n\nTwice a day.'),
  ];
  let failures = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...files), fc.uint8Array({ maxLength: 300 })),
      damage,
      async (file, how) => {
        try {
          expect((await convert(damaged(file, how))).pages.length).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          failures += 1;
        }
      },
    ),
    { numRuns: 600 },
  );
  expect(failures).toBeGreaterThan(0);
});

it('the pages of a damaged TIFF file are counted, or it is corrupt', () => {
  const page = { width: 3, height: 2, pixels: Buffer.alloc(6) };
  const little = makeTiff([page, page, { ...page, isPreview: true }]);
  const big = Buffer.concat([Buffer.from('49492b00080000001000000000000000', 'hex'), Buffer.alloc(200, 1)]);
  fc.assert(
    fc.property(fc.constantFrom(little, big), damage, (file, how) => {
      const hostile = damaged(file, how);
      try {
        for (const each of tiffPages(hostile))
          if (each.width > 0) expect(singlePageFile(hostile, each)).toHaveLength(hostile.length);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
    }),
    { numRuns: 2_000 },
  );
});

it('any beginning is told, and what is told does not depend on what comes after it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4_100, maxLength: 4_200 }), fc.uint8Array(), (start, more) => {
      expect(detectFormat(Buffer.concat([start, more]))).toBe(detectFormat(start));
    }),
  );
});

it('a damaged PDF or image gives every page, its text or a failure that has a name, and harms no later file', async () => {
  const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150, stepSeconds: 15 });
  const scan = await photographPage(await makePdf([{ text: 'Ebb and flood.' }]));
  const small = sharp(scan).resize(300).flatten();
  const files = [
    await makePdf([{ text: 'The tide comes in twice a day.' }, { text: 'Ebb and flood.', scanned: true }]),
    await small.clone().png().toBuffer(),
    await small.clone().jpeg().toBuffer(),
    await small.clone().webp().toBuffer(),
    await small.clone().tiff().toBuffer(),
  ];
  let failures = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), damage, async (file, how) => {
      const broken = damaged(file, how);
      try {
        const { pageCount } = await reader.probe(broken);
        const pageNos = Array.from({ length: Math.min(pageCount, 3) }, (_, index) => index + 1);
        const pages = await readResults(reader, broken, pageNos);
        expect(pages.map(({ pageNo }) => pageNo).sort()).toEqual(pageNos);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        failures += 1;
      }
    }),
    { numRuns: 60 },
  );
  expect(failures).toBeGreaterThan(0);
  expect(await readResults(reader, files[0] ?? scan, [1, 2])).toMatchObject([{ method: 'text' }, { method: 'ocr' }]);
  await reader.close();
});
