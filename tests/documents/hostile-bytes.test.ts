import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { convert } from '../../documents/conversion.js';
import { tellByStart } from '../../documents/document-format.js';
import { pageAlone, tiffPages } from '../../documents/tiff-pages.js';
import { Failure } from '../../domain/failures.js';
import { makeDocx, makePptx, para } from './office-files.js';
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
          if (each.width > 0) expect(pageAlone(hostile, each)).toHaveLength(hostile.length);
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
      expect(tellByStart(Buffer.concat([start, more]))).toBe(tellByStart(start));
    }),
  );
});
