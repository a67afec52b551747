import sharp, { type Sharp } from 'sharp';
import { loadPdfium } from '../documents/pdfium.js';
import { makePdf } from '../stack/sample/make-pdf.js';
import { prosePage } from './prose.js';

/** An image of a page, and the words on it. */
export interface Scan {
  text: string;
  jpeg: Uint8Array;
}

/** What became of a page on its way: how a scanner or a phone in a dim room sees it. */
export type Degradation = 'clean' | 'scan' | 'photo';

const DPI = 150;

/** Scans of made-up prose at 150 dpi, the same every time. */
export async function makeScans(count: number, degradation: Degradation): Promise<Scan[]> {
  const open = await loadPdfium();
  const scans: Scan[] = [];
  for (let seed = 1; seed <= count; seed += 1) {
    const text = prosePage(5_000 + seed);
    const pdf = open(await makePdf([{ text }]));
    const page = pdf.render(1, DPI);
    pdf.close();
    const raw = { width: page.width, height: page.height, channels: 1 as const };
    const seen = await degraded(sharp(page.pixels, { raw }), raw, degradation, seed);
    scans.push({
      text,
      jpeg: await sharp(seen, { raw })
        .jpeg({ quality: degradation === 'clean' ? 90 : 55 })
        .toBuffer(),
    });
  }
  return scans;
}

type Size = { width: number; height: number; channels: 1 };

/** The pixels of a page as a scanner or a phone sees it; clean ones only lose their colors. */
export async function degraded(page: Sharp, size: Size, how: Degradation, seed: number): Promise<Uint8Array> {
  if (how === 'clean') return page.grayscale().raw().toBuffer();
  const tilt = how === 'scan' ? ((seed % 5) - 2) * 0.4 : ((seed % 5) - 2) * 0.6;
  const tilted = await page
    .rotate(tilt, { background: '#fff' })
    .resize(size.width, size.height, { fit: 'cover' })
    .blur(how === 'scan' ? 0.6 : 0.7)
    .grayscale()
    .raw()
    .toBuffer();
  const random = noise(seed);
  for (let i = 0; i < tilted.length; i += 1) {
    const [x, y] = [(i % size.width) / size.width, Math.floor(i / size.width) / size.height];
    const light = how === 'scan' ? 0.94 : shade(x, y, seed);
    const grain = (random() - 0.5) * (how === 'scan' ? 36 : 24);
    tilted[i] = Math.min(255, Math.max(0, (tilted[i] ?? 0) * light + grain));
  }
  return tilted;
}

/** Light that falls from one side, and the shadow of a hand across a corner. */
function shade(x: number, y: number, seed: number): number {
  const fall = 0.95 - 0.4 * (seed % 2 === 0 ? x : 1 - x) - 0.1 * y;
  const edge = 1 / (1 + Math.exp(-30 * (x + y * 0.8 - 1.1)));
  return Math.max(0.2, fall * (1 - 0.4 * edge));
}

/** Numbers from 0 to below 1, the same for the same seed. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
