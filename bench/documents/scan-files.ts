import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import type { BenchFile, Language } from './bench-file.js';
import { drawPage, scannedPdf, seen, WIDTH } from './draw-page.js';
import { sentencesOf, setInLines } from './passages.js';

const STAMP = 'Downloaded by the library of the college on 3 November, for private study only.';

/** Files of which a page is an image. */
export function scanFiles(): BenchFile[] {
  return [
    ...(['en', 'de', 'fr', 'es', 'ru', 'ar', 'hi', 'zh'] as const).map((language) =>
      inOneColumn('Scan, one column', language, async (page) => scannedPdf(await seen(page, 'scan'))),
    ),
    ...(['en', 'de', 'it'] as const).map(inTwoColumns),
    ...(['en', 'pt'] as const).map((language) => {
      const file = inOneColumn('Scan with a stamp', language, async (page) =>
        scannedPdf(await seen(page, 'scan'), STAMP),
      );
      return { ...file, signs: [STAMP] };
    }),
    ...(['en', 'de', 'fr', 'es', 'tr'] as const).map((language, at) =>
      inOneColumn('Photo', language, (page) => seen(page, 'photo', at + 2)),
    ),
    ...([6, 10, -14] as const).map((degrees) =>
      inOneColumn('Photo, askew', 'en', async (page) =>
        sharp(await seen(page, 'scan'))
          .rotate(degrees, { background: '#fff' })
          .jpeg()
          .toBuffer(),
      ),
    ),
    inOneColumn('PNG, WebP, TIFF', 'en', (page) => Promise.resolve(page)),
    inOneColumn('PNG, WebP, TIFF', 'de', (page) => sharp(page).webp({ quality: 80 }).toBuffer()),
    inOneColumn('PNG, WebP, TIFF', 'fr', (page) => sharp(page).grayscale().tiff({ compression: 'lzw' }).toBuffer()),
    ...(['en', 'es'] as const).map((language) => inOneColumn('HEIC', language, heic)),
  ];
}

function inOneColumn(kind: string, language: Language, make: (page: Buffer) => Promise<Uint8Array>): BenchFile {
  const lines = setInLines(sentencesOf(language, 14), WIDTH.one, language);
  return { kind, by: 'ocr', language, lines, make: async () => make(await drawPage([lines], language)) };
}

function inTwoColumns(language: Language): BenchFile {
  const lines = setInLines(sentencesOf(language, 20), WIDTH.two, language);
  const half = Math.ceil(lines.length / 2);
  const columns = [lines.slice(0, half), lines.slice(half)];
  const make = async () => scannedPdf(await seen(await drawPage(columns, language), 'scan'));
  return { kind: 'Scan, two columns', by: 'ocr', language, lines, make };
}

/** @throws Error where the command `heif-enc` is not installed: no library here writes this format. */
async function heic(page: Buffer): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'scholium-heic-'));
  try {
    const [from, to] = [join(folder, 'page.png'), join(folder, 'page.heic')];
    await writeFile(from, page);
    await promisify(execFile)('heif-enc', ['-q', '80', '-o', to, from]);
    return await readFile(to);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
