import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createAvatarMaker } from '../../documents/avatar.js';
import { colorAt, manyScans, twoColors } from '../support/images.js';

const maker = createAvatarMaker();

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#456' }, limitInputPixels: false });

describe('an avatar', () => {
  test.each([
    ['PNG', () => twoColors(640, 480).png().toBuffer()],
    ['JPEG', () => twoColors(640, 480).jpeg().toBuffer()],
    ['WebP', () => twoColors(640, 480).webp().toBuffer()],
    ['a tiny PNG', () => twoColors(2, 2).png().toBuffer()],
    ['a PNG of a single column', () => twoColors(1, 4_000).png().toBuffer()],
    ['a JPEG in CMYK', () => twoColors(64, 64).toColourspace('cmyk').jpeg().toBuffer()],
    ['a PNG of 16 bits', () => twoColors(64, 64).toColourspace('rgb16').png().toBuffer()],
  ])('of %s is a WebP of 256 x 256, the right way up', async (_what, make) => {
    const image = await maker.make(await make());
    expect(await sharp(image).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256, space: 'srgb' });
    expect([await colorAt(image, 0.5, 0.1), await colorAt(image, 0.5, 0.9)]).toEqual(['red', 'blue']);
  });

  test('is rotated as the camera says', async () => {
    const lying = await twoColors(300, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const image = await maker.make(lying);
    expect([await colorAt(image, 0.9, 0.5), await colorAt(image, 0.1, 0.5)]).toEqual(['red', 'blue']);
  });

  test('holds nothing of what the file tells about place, camera and program', async () => {
    const telling = await twoColors(300, 300)
      .withExif({ IFD0: { Copyright: 'SECRET' }, IFD3: { GPSLatitude: '27/1 42/1 0/1' } })
      .withIccProfile('p3')
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET</x:xmpmeta>')
      .jpeg()
      .toBuffer();
    expect(telling.includes('SECRET')).toBe(true);
    const image = Buffer.from(await maker.make(telling));
    const { exif, icc, xmp, iptc } = await sharp(image).metadata();
    expect({ exif, icc, xmp, iptc }).toEqual({});
    expect(image.includes('SECRET')).toBe(false);
  });

  test('of an animation is its first frame', async () => {
    const frames = await Promise.all(['#f00', '#00f'].map((background) => frame(background)));
    const animation = await sharp(frames, { join: { animated: true } })
      .webp({ delay: [10, 10] })
      .toBuffer();
    expect((await sharp(animation).metadata()).pages).toBe(2);
    const image = await maker.make(animation);
    expect((await sharp(image).metadata()).pages ?? 1).toBe(1);
    expect(await colorAt(image, 0.5, 0.5)).toBe('red');
  });
});

const frame = (background: string) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer();

describe('what cannot be used', () => {
  test.each([
    ['text', async () => Buffer.from('not an image')],
    ['nothing', async () => Buffer.alloc(0)],
    ['a GIF', () => plain(8, 8).gif().toBuffer()],
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['a TIFF', () => plain(8, 8).tiff().toBuffer()],
    ['an AVIF', () => plain(8, 8).avif().toBuffer()],
  ])('%s is refused for its format', async (_what, make) => {
    await expect(maker.make(await make())).rejects.toMatchObject({ fault: 'format' });
  });

  test.each([
    ['a JPEG', () => twoColors(640, 480).jpeg().toBuffer()],
    ['a PNG', () => twoColors(640, 480).png().toBuffer()],
    ['a WebP', () => twoColors(640, 480).webp().toBuffer()],
  ])('%s that was cut off is refused as damaged', async (_what, make) => {
    const whole = await make();
    await expect(maker.make(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ fault: 'damaged' });
  });

  test.each([
    ['pixels', () => plain(8_000, 5_001).png({ compressionLevel: 9 }).toBuffer()],
    ['bytes of pixels', () => plain(6_000, 5_000).toColourspace('rgb16').ensureAlpha().png().toBuffer()],
    ['scans', async () => manyScans(6_300)],
  ])('a small file of many %s is refused before it is decoded', async (_what, make) => {
    const bomb = await make();
    expect(bomb.length).toBeLessThan(5 * 1024 * 1024);
    const before = { ms: performance.now(), rss: process.memoryUsage().rss };
    await expect(maker.make(bomb)).rejects.toMatchObject({ fault: 'too-large' });
    expect(performance.now() - before.ms).toBeLessThan(1_000);
    expect(process.memoryUsage().rss - before.rss).toBeLessThan(50e6);
  });

  test('the largest that is taken, four at once, leaves memory for others', async () => {
    const large = await plain(8_000, 5_000).ensureAlpha().png({ progressive: true }).toBuffer();
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - before);
    }, 5);
    const images = await Promise.all(Array.from({ length: 4 }, () => maker.make(large)));
    clearInterval(watch);
    expect(images.map(({ length }) => length > 0)).toEqual([true, true, true, true]);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(600e6);
  });

  test('who goes away while others are worked on is not waited for', async () => {
    const large = await plain(4_000, 4_000).png().toBuffer();
    const gone = new AbortController();
    const working = [maker.make(large), maker.make(large)];
    const waiting = maker.make(large, gone.signal);
    gone.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    expect(await Promise.all(working)).toHaveLength(2);
  });
});
