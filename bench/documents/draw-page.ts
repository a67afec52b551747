import { execFileSync } from 'node:child_process';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { type Degradation, degraded } from '../scans.js';
import type { Language } from './bench-file.js';

/** A sheet of A4 at 150 dpi. */
export const SHEET = { width: 1240, height: 1754 } as const;
const MARGIN = 110;
const DPI = 150;
/** Letters of a line that is as wide as the sheet, and as a column of two. */
export const WIDTH = { one: 72, two: 34 } as const;

/** Lines at a place of an image, in pixels. */
interface Placed {
  lines: readonly string[];
  left: number;
  top: number;
  /** Points. */
  size?: number;
}

/** An image with lines of text as a program draws them, black on white. @throws Error where no font has the letters. */
export async function drawImage(
  placed: readonly Placed[],
  { language, width = SHEET.width, height = SHEET.height }: { language: Language; width?: number; height?: number },
): Promise<Buffer> {
  assertFont(language);
  const layers = await Promise.all(
    placed.map(async ({ lines, left, top, size = 11 }) => {
      const text = escaped(lines.join('\n'));
      const drawn = sharp({ text: { text, font: `serif ${size}`, dpi: DPI, spacing: 8 } });
      return { input: await drawn.negate().png().toBuffer(), left, top };
    }),
  );
  const sheet = sharp({ create: { width, height, channels: 3, background: '#fff' } });
  return sheet.composite(layers).png().toBuffer();
}

/** A page with its text in one column, or in two. */
export function drawPage(columns: readonly (readonly string[])[], language: Language): Promise<Buffer> {
  const step = (SHEET.width - 2 * MARGIN + 40) / columns.length;
  const placed = columns.map((lines, at) => ({ lines, left: Math.round(MARGIN + at * step), top: MARGIN }));
  return drawImage(placed, { language });
}

/** The image as a scanner or a phone sees it, as JPEG. */
export async function seen(image: Buffer, how: Degradation, seed = 3): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(image).metadata();
  const raw = { width, height, channels: 1 as const };
  const pixels = await degraded(sharp(image).flatten({ background: '#fff' }).grayscale(), raw, how, seed);
  return sharp(pixels, { raw }).jpeg({ quality: 70 }).toBuffer();
}

/** A PDF of one page that is this image, with what is printed on it besides. */
export async function scannedPdf(image: Buffer, stamp?: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  page.drawImage(await document.embedJpg(image), { x: 0, y: 0, width: 595, height: 842 });
  if (stamp !== undefined) page.drawText(stamp, { x: 60, y: 20, size: 9 });
  return document.save();
}

/** Text that stands in markup. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @throws Error */
function assertFont(language: Language): void {
  if (!fontsOf(language)) throw new Error(`No font for ${language} on this machine`);
}

const known = new Map<Language, boolean>();

function fontsOf(language: Language): boolean {
  const found = known.get(language) ?? hasFont(language);
  known.set(language, found);
  return found;
}

function hasFont(language: Language): boolean {
  try {
    return execFileSync('fc-list', [`:lang=${language}`, 'family'], { encoding: 'utf8' }).trim() !== '';
  } catch {
    return false;
  }
}
