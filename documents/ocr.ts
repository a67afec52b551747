import { Failure } from '../domain/runs/failures.js';
import { DeadlineExceeded, withDeadline } from '../lib/deadline.js';
import { createSemaphore } from '../lib/semaphore.js';
import { readInItsLanguage } from './ocr-choice.js';
import type { Turn } from './ocr-direction.js';
import { installedLanguages } from './ocr-languages.js';
import type { OcrText } from './ocr-runs.js';
import { type OcrWorker, SCRIPTS, type ScriptTeller, startOcrWorker, startScriptTeller } from './ocr-worker.js';
import { darkestPart, fromPgm, type Raster, rotated, toPgm } from './raster.js';

/** Reads images of text, several at a time. */
export interface OcrEngine {
  /** How many images are read at a time. */
  readonly workers: number;
  /**
   * Reads an image in a format that leptonica knows; binary PGM costs the least, and only that is rotated upright.
   * @throws Failure TooComplex when it takes far too long; the signal's reason; Error when the engine breaks.
   */
  read(image: Uint8Array, options?: OcrReadOptions): Promise<OcrText>;
  /** Ends the workers; running readings fail. */
  close(): Promise<void>;
}

export interface OcrReadOptions {
  /** Locales to read beside English, as in `de-CH`; those whose data is not installed are left out. */
  languages?: readonly string[] | undefined;
  /** Of a document: what one page was read in is what the next is read in first. */
  known?: KnownLanguages | undefined;
  signal?: AbortSignal | undefined;
}

/** What pages of a document were read in last, in the engine's codes. */
export interface KnownLanguages {
  codes?: readonly string[];
}

/** One page that was given to OCR. */
export interface OcrReading {
  outcome: 'read' | 'failed';
  /** Without its wait for others. */
  seconds: number;
}

interface OcrOptions {
  workers: number;
  /** Resolution that the images are assumed to have. */
  dpi: number;
  /** Seconds at most for one image, its wait for others not counted. */
  pageSeconds: number;
  /** A folder with data of further languages. */
  dataFolder?: string | undefined;
  /** Told of each page. */
  onRead?: ((reading: OcrReading) => void) | undefined;
}

/** With this confidence a page tells what the next ones are read in. */
const KNOWN = 0.8;

/**
 * Makes the engine. Workers start when they are needed and stay. The library's own scheduler is not used,
 * because it can neither drop a waiting job nor replace a worker whose job was aborted.
 */
export function createOcrEngine({ workers, dpi, pageSeconds, dataFolder, onRead }: OcrOptions): OcrEngine {
  const semaphore = createSemaphore(workers);
  const closing = new AbortController();
  const idle: (OcrWorker | ScriptTeller)[] = [];
  const running = new Set<Promise<OcrText>>();

  /** Works with a thread for these languages; one for others makes room for it. */
  const using = async <T extends OcrWorker | ScriptTeller, R>(
    languages: readonly string[],
    start: () => Promise<T>,
    work: (thread: T) => Promise<R>,
  ): Promise<R> => {
    const fitting = idle.findLastIndex((thread) => thread.languages.join() === languages.join());
    const [found] = idle.splice(fitting, fitting < 0 ? 0 : 1);
    if (!found) await idle.shift()?.end();
    const thread = (found as T | undefined) ?? (await start());
    try {
      const result = await work(thread);
      idle.push(thread);
      return result;
    } catch (error) {
      // Ending the thread is the only way to stop a reading, and after a crash its memory cannot be trusted.
      await thread.end();
      throw error;
    }
  };

  const readNow = async (image: Uint8Array, languages: readonly string[], signal: AbortSignal): Promise<OcrText> => {
    const start = performance.now();
    const tell = (outcome: OcrReading['outcome']) =>
      onRead?.({ outcome, seconds: (performance.now() - start) / 1_000 });
    try {
      const text = await readInItsLanguage(languages, {
        folder: dataFolder,
        read: async (codes, turn) => {
          const reading = await using(
            codes,
            () => startOcrWorker(dpi, codes, dataFolder),
            (worker) => worker.read(turned(image, turn), signal),
          );
          return { ...reading, quarters: turn.quarters, isTurned: turn.quarters > 0 };
        },
        tellScript: (quarters) =>
          using(
            [SCRIPTS],
            () => startScriptTeller(dpi),
            (teller) => teller.tellScript(turned(image, { quarters }), signal),
          ),
      });
      tell('read');
      return text;
    } catch (error) {
      tell('failed');
      throw error;
    }
  };

  const readInTurn = async (image: Uint8Array, languages: readonly string[], signal: AbortSignal): Promise<OcrText> => {
    try {
      const read = () => withDeadline(pageSeconds * 1000, signal, (within) => readNow(image, languages, within));
      return await semaphore.run(read, signal);
    } catch (error) {
      throw error instanceof DeadlineExceeded ? new Failure('TooComplex', { cause: error }) : error;
    }
  };

  return {
    workers,
    async read(image, { languages, known = {}, signal } = {}) {
      const combined = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const expected = known.codes ?? installedLanguages(languages, dataFolder);
      const reading = readInTurn(image, expected, combined);
      running.add(reading);
      try {
        const text = await reading;
        if (text.confidence >= KNOWN) known.codes = text.languages;
        return text;
      } finally {
        running.delete(reading);
      }
    },
    async close() {
      closing.abort(new Error('The OCR engine is closed'));
      await Promise.allSettled(running);
      await Promise.all(idle.splice(0).map((worker) => worker.end()));
    },
  };
}

/** The image as it is read; only a PGM can be turned. */
function turned(image: Uint8Array, { quarters, isPart = false }: Turn): Uint8Array {
  const raster = quarters > 0 || isPart ? fromPgm(image) : undefined;
  if (!raster) return image;
  const part: Raster = isPart ? darkestPart(raster) : raster;
  return toPgm(quarters > 0 ? rotated(part, quarters) : part);
}
