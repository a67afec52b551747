import { Failure } from '../domain/runs/failures.js';
import { DeadlineExceeded, withDeadline } from '../lib/deadline.js';
import { createSemaphore } from '../lib/semaphore.js';
import { readUpright } from './ocr-direction.js';
import { installedLanguages } from './ocr-languages.js';
import type { OcrText } from './ocr-runs.js';
import { type OcrWorker, startOcrWorker } from './ocr-worker.js';

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
  signal?: AbortSignal | undefined;
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
  /** Told of each page. */
  onRead?: ((reading: OcrReading) => void) | undefined;
}

/**
 * Makes the engine. Workers start when they are needed and stay. The library's own scheduler is not used,
 * because it can neither drop a waiting job nor replace a worker whose job was aborted.
 */
export function createOcrEngine({ workers, dpi, pageSeconds, onRead }: OcrOptions): OcrEngine {
  const semaphore = createSemaphore(workers);
  const closing = new AbortController();
  const idle: OcrWorker[] = [];
  const running = new Set<Promise<OcrText>>();

  /** A worker of these languages; one of others makes room for it. */
  const workerFor = async (languages: readonly string[]): Promise<OcrWorker> => {
    const fitting = idle.findLastIndex((worker) => worker.languages.join() === languages.join());
    const [found] = idle.splice(fitting, fitting < 0 ? 0 : 1);
    if (found) return found;
    await idle.shift()?.end();
    return startOcrWorker(dpi, languages);
  };

  const readNow = async (image: Uint8Array, languages: readonly string[], signal: AbortSignal): Promise<OcrText> => {
    const worker = await workerFor(languages);
    const start = performance.now();
    const tell = (outcome: OcrReading['outcome']) =>
      onRead?.({ outcome, seconds: (performance.now() - start) / 1_000 });
    try {
      const text = await readUpright(image, (each) => worker.read(each, signal));
      idle.push(worker);
      tell('read');
      return text;
    } catch (error) {
      tell('failed');
      // Ending the worker is the only way to stop a reading, and after a crash its memory cannot be trusted.
      await worker.end();
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
    async read(image, { languages, signal } = {}) {
      const combined = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const reading = readInTurn(image, installedLanguages(languages), combined);
      running.add(reading);
      try {
        return await reading;
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
