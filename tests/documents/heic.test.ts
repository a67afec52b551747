import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { decodeHeif } from '../../documents/heif/decode-heif.js';
import { heifHeader } from '../../documents/heif/header.js';
import { createDocumentReader } from '../../documents/index.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { photographPage } from '../../stack/sample/photograph-page.js';
import { LINE, LINE_SIZE, makeHeic, type Photo } from './heic-file.js';
import { folded, PROSE, readAll, readResults, wordAccuracy } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const readPhoto = async (photo: Photo) => (await readAll(reader, makeHeic(photo), [1]))[0];

describe('a HEIC photo', () => {
  it('is one page, of tiles or whole, and read as other photos are', async () => {
    for (const lines of [1, 5]) {
      expect(await reader.probe(makeHeic({ lines }))).toEqual({ format: 'heic', pageCount: 1 });
      const page = await readPhoto({ lines });
      expect(page?.method).toBe('ocr');
      expect(folded(page?.text ?? '')).toBe(Array.from({ length: lines }, () => LINE).join(' '));
    }
  });

  it('is turned once: as the file says, and as EXIF says only where the file says nothing', () => {
    const { width, height } = LINE_SIZE;
    const turned = makeHeic({ turns: 3, orientation: 6 });
    expect(heifHeader(turned)).toMatchObject({ quarterTurns: 0 });
    expect(decodeHeif(turned)).toMatchObject({ width: height, height: width });

    const told = makeHeic({ orientation: 8 });
    expect(heifHeader(told)).toEqual({ width, height, quarterTurns: 3, isCropped: false });
    expect(decodeHeif(told)).toMatchObject({ width, height });
    expect(heifHeader(makeHeic({ turns: 0, orientation: 3 }))).toMatchObject({ quarterTurns: 0 });
    expect(heifHeader(makeHeic())).toMatchObject({ quarterTurns: 0 });
  });

  it.each([
    ['on its side', { lines: 9, turns: 1 }],
    ['on its side by EXIF alone', { lines: 9, orientation: 6 }],
    ['of a burst, by its first picture', { lines: 2, brands: ['msf1', 'hevc', 'mif1', 'heic'] }],
    ['whose brand says no more than HEIF', { lines: 2, brands: ['mif1', 'mif1', 'miaf'] }],
  ])('%s is read', async (_what, photo) => {
    expect((await readPhoto(photo))?.text).toContain(LINE);
  });

  it.each([
    ['TooComplex', 'claims a billion pixels', makeHeic({ size: { width: 40_000, height: 25_000 } })],
    ['TooLarge', 'claims more than fit into memory', makeHeic({ size: { width: 13_000, height: 9_000 } })],
    ['Corrupt', 'has no size', makeHeic({ size: { width: 0, height: 64 } })],
    ['Corrupt', 'is cut off in its list', makeHeic().subarray(0, 120)],
    ['Corrupt', 'is cut off in its picture', makeHeic({ lines: 3 }).subarray(0, 1_500)],
  ])('is %s where it %s', async (type, _what, file) => {
    await expect(readResults(reader, file, [1])).rejects.toMatchObject({ name: 'Failure', type });
  });
});

it('an AVIF file is one page', async () => {
  const file = await sharp(await photographPage(await makePdf([{ text: PROSE }])))
    .avif({ effort: 0, quality: 80 })
    .toBuffer();
  expect(await reader.probe(file)).toEqual({ format: 'avif', pageCount: 1 });
  const [page] = await readAll(reader, file, [1]);
  expect(wordAccuracy(PROSE, page?.text ?? '')).toBeGreaterThanOrEqual(0.95);
});
