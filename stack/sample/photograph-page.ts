import sharp from 'sharp';
import { loadPdfium } from '../../documents/pdfium.js';

const DPI = 150;
const TILT_DEGREES = 0.4;
const NOISE = 14;
const JPEG_QUALITY = 42;

/**
 * What an office scanner would make of the first page of a PDF: a slightly tilted, grainy grayscale JPEG at 150 dpi.
 * The grain is the same every time.
 */
export async function photographPage(pdf: Uint8Array): Promise<Uint8Array> {
  const document = (await loadPdfium())(pdf);
  const { width, height, pixels } = document.render(1, DPI);
  document.close();
  const tilted = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .rotate(TILT_DEGREES, { background: '#fff' })
    .resize(width, height, { fit: 'cover' })
    .grayscale()
    .raw()
    .toBuffer();
  addGrain(tilted);
  return sharp(tilted, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
}

function addGrain(pixels: Uint8Array): void {
  let state = 1;
  for (let i = 0; i < pixels.length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const grain = ((state >>> 16) / 0xffff - 0.5) * 2 * NOISE;
    pixels[i] = Math.min(255, Math.max(0, (pixels[i] ?? 0) - NOISE + grain));
  }
}
