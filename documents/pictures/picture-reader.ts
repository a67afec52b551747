import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Failure } from '../../domain/runs/failures.js';
import { createThread } from '../../lib/threads.js';
import { decodePage } from '../decode-page.js';
import { detectFormat } from '../detect-format.js';
import { countImages, isTiny } from '../image-decoder.js';
import type * as ImageThread from '../image-thread.js';
import { pageText } from '../layout/page-text.js';
import type { OcrEngine } from '../ocr.js';
import type { OcrRun } from '../ocr-runs.js';
import { unwrapResult } from '../task-result.js';
import { cleanLines, countCharacters } from '../text-layer.js';
import { outcomeOfFailure, type PictureOutcome } from './fill-pictures.js';

/** Reads pictures that stand in documents. */
export interface PictureReader {
  /**
   * What OCR reads in a picture with some confidence: a photo has no text. A picture that is read again, such as one that
   * is shown on several pages, costs nothing.
   * @throws the signal's reason; Error when the engine breaks.
   */
  read(picture: Uint8Array, options: PictureReadOptions): Promise<PictureOutcome>;
  close(): Promise<void>;
}

export interface PictureReadOptions {
  languages: readonly string[] | undefined;
  signal: AbortSignal | undefined;
}

/** As for scans: below it is what OCR makes of leaves, bricks and faces. */
const MIN_CONFIDENCE = 0.6;
/** Where less than half of the letters are sure, it is a photo, in which only words on signs and labels are text. */
const ON_PHOTO = { confidence: 0.8, letters: 6 };
/** Letters and figures of a text; fewer are specks. */
const MIN_CHARACTERS = 3;
/** Characters of one picture; a page of print has some 3,000. */
const MAX_CHARACTERS = 20_000;
/** Seconds at most to prepare one; it takes a fraction of one. */
const PREPARE_SECONDS = 30;
/** Sides of icons of web pages. */
const ICON_PIXELS = 48;
/** Outcomes that are kept, by the picture. */
const REMEMBERED = 500;

const NOTHING: PictureOutcome = { text: '', confidence: 0 };

/** Makes the reader. */
export function createPictureReader({ ocr, dpi }: { ocr: OcrEngine; dpi: number }): PictureReader {
  const thread = createThread<typeof ImageThread>(new URL('../image-thread.js', import.meta.url), {
    idleSeconds: 30,
    heapMb: 128,
    taskSeconds: PREPARE_SECONDS,
  });
  const known = new LRUCache<string, PictureOutcome>({ max: REMEMBERED });

  const readNow = async (picture: Uint8Array, { languages, signal }: PictureReadOptions): Promise<PictureOutcome> => {
    if (isSmallDrawing(picture)) return NOTHING;
    const format = pictureFormat(picture);
    await countImages(picture, format);
    if (format !== 'heic' && (await isTiny(picture))) return NOTHING;
    const decoded = await decodePage(thread, picture, { format, pageNo: 1, dpi, enlarges: true }, signal);
    const prepared = thread.run('prepare', decoded, signal).then((value) => ({ value }));
    const image = await unwrapResult(prepared, 'TooComplex');
    if (!image) return NOTHING;
    const { runs } = await ocr.read(image, { languages, signal });
    const sure = sureRuns(runs);
    const text = cleanLines(pageText(sure)).slice(0, MAX_CHARACTERS);
    if (countCharacters(text) < MIN_CHARACTERS) return NOTHING;
    return { text, confidence: sure.reduce((sum, run) => sum + run.confidence, 0) / sure.length };
  };

  return {
    async read(picture, options) {
      const key = createHash('sha256').update(picture).update(String(options.languages)).digest('hex');
      const found = known.get(key);
      if (found) return found;
      const outcome = await readNow(picture, options).catch(outcomeOfFailure);
      known.set(key, outcome);
      return outcome;
    },
    close: () => thread.close(),
  };
}

/** What is text of what was read. */
function sureRuns(runs: readonly OcrRun[]): OcrRun[] {
  const letters = (some: readonly OcrRun[]) => some.reduce((sum, { text }) => sum + countCharacters(text), 0);
  const sure = runs.filter(({ confidence }) => confidence >= MIN_CONFIDENCE);
  if (letters(sure) >= letters(runs) / 2) return sure;
  return sure.filter(
    ({ text, confidence }) => confidence >= ON_PHOTO.confidence && countCharacters(text) >= ON_PHOTO.letters,
  );
}

/** @throws Failure Unsupported for what cannot be decoded: drawings (EMF, WMF, SVG), bitmaps of Windows. */
function pictureFormat(picture: Uint8Array) {
  const format = detectFormat(picture);
  if (format === 'png' || format === 'jpeg' || format === 'tiff' || format === 'webp') return format;
  if (format === 'heic' || format === 'avif') return format;
  if (Buffer.from(picture.subarray(0, 4)).toString('latin1') === 'GIF8') return 'gif';
  throw new Failure('Unsupported');
}

/** Whether a file is an icon as SVG, by the size that it gives itself in pixels. */
function isSmallDrawing(picture: Uint8Array): boolean {
  const start = Buffer.from(picture.subarray(0, 2_000)).toString('latin1');
  const [tag] = /<svg\b[^>]{0,1000}/.exec(start) ?? [];
  if (tag === undefined) return false;
  const [, width, height] =
    /\bviewBox=["']\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(tag) ??
    /\bwidth=["']([\d.]+)(?:px)?["'][^>]*\bheight=["']([\d.]+)(?:px)?["']/.exec(tag) ??
    [];
  return Number(width) <= ICON_PIXELS && Number(height) <= ICON_PIXELS;
}
