import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { createDocumentReader } from '../../documents/index.js';
import { tiffPages } from '../../documents/tiff-pages.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { photographPage } from '../../stack/sample/photograph-page.js';
import { PROSE, readAll, readResults, wordAccuracy } from './support.js';
import { type Image, makeTiff, toImage } from './tiff-file.js';

const reader = createDocumentReader({ ocrWorkers: 2, dpi: 150 });
afterAll(() => reader.close());

const scan = async (text: string) => photographPage(await makePdf([{ text }]));
const white: Image = { width: 300, height: 400, pixels: Buffer.alloc(120_000, 255) };
const broken: Image = { width: 900, height: 900, pixels: undefined };

describe('a TIFF file', () => {
  it('has a page for each image but previews, each read by itself', async () => {
    const [first, second] = [await toImage(await scan(PROSE)), await toImage(await scan('The second page'))];
    const tiff = makeTiff([first, { ...white, isPreview: true }, white, second]);
    expect(await reader.probe(tiff)).toEqual({ format: 'tiff', pageCount: 3 });

    const pages = await readAll(reader, tiff, [1, 2, 3]);

    expect(pages.map(({ pageNo, method }) => [pageNo, method])).toEqual([
      [1, 'ocr'],
      [2, 'blank'],
      [3, 'ocr'],
    ]);
    expect(wordAccuracy(PROSE, pages[0]?.text ?? '')).toBeGreaterThanOrEqual(0.95);
    expect(pages[2]?.text).toBe('The second page');
  });

  it('of other programs is read too: compressed, tiled, in 64 bits, rotated by its orientation', async () => {
    const upright = sharp(await scan(PROSE)).toColourspace('b-w');
    const lying = sharp(await upright.clone().rotate(270).toBuffer()).withMetadata({ orientation: 6 });
    const fax = await upright.clone().tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer();
    const tiled = await upright.clone().tiff({ compression: 'lzw', tile: true, bigtiff: true }).toBuffer();
    const rotated = await lying.tiff({ compression: 'deflate' }).toBuffer();
    for (const [file, least] of [
      // Black and white alone leave little of a grainy photo.
      [fax, 0.85],
      [tiled, 0.95],
      [rotated, 0.95],
    ] as const) {
      expect(await reader.probe(file)).toEqual({ format: 'tiff', pageCount: 1 });
      const [page] = await readAll(reader, file, [1]);
      expect(wordAccuracy(PROSE, page?.text ?? '')).toBeGreaterThanOrEqual(least);
    }
  });

  it('with a broken page tells that page, and reads the others', async () => {
    const word = await toImage(await scan('Tides'));
    const tiff = makeTiff([word, broken, word]);
    expect(await reader.probe(tiff)).toMatchObject({ pageCount: 3 });
    expect(await readResults(reader, tiff, [1, 2, 3])).toMatchObject([
      { pageNo: 1, text: 'Tides' },
      { pageNo: 2, failure: 'Corrupt' },
      { pageNo: 3, text: 'Tides' },
    ]);
  });

  it('whose list of pages breaks off or goes in circles has a page that failed where it does', async () => {
    const word = await toImage(await scan('Tides'));
    const whole = makeTiff([word, white, white]);
    const second = whole.indexOf(Buffer.from([0xfe, 0x00]), 20) - 2;
    const nextOf = (at: number) => at + 2 + 9 * 12;
    const [cut, circle] = [Buffer.from(whole), Buffer.from(whole)];
    cut.writeUInt32LE(whole.length + 5, nextOf(second));
    circle.writeUInt32LE(8, nextOf(second));
    for (const file of [cut, circle]) {
      expect(await reader.probe(file)).toMatchObject({ pageCount: 3 });
      expect(await readResults(reader, file, [1, 3])).toMatchObject([{ text: 'Tides' }, { failure: 'Corrupt' }]);
    }
  });

  it('of one page that is broken is corrupt, and so is one that lacks the page', async () => {
    await expect(readResults(reader, makeTiff([broken]), [1])).rejects.toMatchObject({ type: 'Corrupt' });
    await expect(readResults(reader, makeTiff([white]), [2])).rejects.toMatchObject({ type: 'Corrupt' });
  });
});

it('a WebP file is one page, also when it moves', async () => {
  const upright = await scan(PROSE);
  const webp = await sharp(upright).webp().toBuffer();
  const frames = await Promise.all(
    ['#fff', '#eee'].map((background) =>
      sharp({ create: { width: 40, height: 40, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const moving = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
  expect((await sharp(moving).metadata()).pages).toBe(2);

  expect(await reader.probe(webp)).toEqual({ format: 'webp', pageCount: 1 });
  expect(await reader.probe(moving)).toEqual({ format: 'webp', pageCount: 1 });

  const [page] = await readAll(reader, webp, [1]);
  expect(page?.method).toBe('ocr');
  expect(wordAccuracy(PROSE, page?.text ?? '')).toBeGreaterThanOrEqual(0.95);
  expect(await readAll(reader, moving, [1])).toMatchObject([{ method: 'blank' }]);
});

it('the pages of a TIFF file are found as libvips finds them', async () => {
  const words = await Promise.all(
    [1, 2, 3].map((n) =>
      sharp({ create: { width: 9 * n, height: 7, channels: 3, background: '#aaa' } })
        .tiff()
        .toBuffer(),
    ),
  );
  for (const file of [...words, makeTiff([white, white, white])]) {
    const { pages = 1, width, height } = await sharp(file).metadata();
    const found = tiffPages(file);
    expect(found).toHaveLength(pages);
    expect(found[0]).toMatchObject({ width, height });
  }
  expect(tiffPages(words[0] ?? Buffer.of())[0]?.bytesPerPixel).toBe(3);
});
