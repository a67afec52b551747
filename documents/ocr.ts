import { Failure } from '../domain/failures.js';
import { bounded, Overdue } from './bounded.js';
import { createGate } from './gate.js';
import { type OcrWorker, startOcrWorker } from './ocr-worker.js';
import type { OcrText } from './text-layer.js';

/** Reads pictures of text, several at a time. */
export interface OcrEngine {
  /** How many pictures are read at a time. */
  readonly workers: number;
  /**
   * Reads a picture in a format leptonica knows; binary PGM costs the least.
   * @throws Failure Corrupt when it takes far too long; the signal's reason; Error when the engine breaks.
   */
  read(picture: Uint8Array, signal?: AbortSignal): Promise<OcrText>;
  /** Ends the workers; pictures in hand fail. */
  close(): Promise<void>;
}

interface OcrOptions {
  workers: number;
  /** Resolution that the pictures are taken to have. */
  dpi: number;
  /** Most seconds for one picture, its wait for others not counted. */
  pageSeconds: number;
}

/**
 * Makes the engine. Workers start when they are needed and stay. The library's own scheduler is not used,
 * because it can neither drop a waiting job nor replace a worker whose job was aborted.
 */
export function createOcrEngine({ workers, dpi, pageSeconds }: OcrOptions): OcrEngine {
  const gate = createGate(workers);
  const closing = new AbortController();
  const idle: OcrWorker[] = [];
  const inHand = new Set<Promise<OcrText>>();

  const readNow = async (picture: Uint8Array, signal: AbortSignal): Promise<OcrText> => {
    const worker = idle.pop() ?? (await startOcrWorker(dpi));
    try {
      const text = await worker.read(picture, signal);
      idle.push(worker);
      return text;
    } catch (error) {
      // Ending the worker is the only way to stop a reading, and after a crash its memory cannot be trusted.
      await worker.end();
      throw error;
    }
  };

  const readInTurn = async (picture: Uint8Array, signal: AbortSignal): Promise<OcrText> => {
    try {
      return await gate.run(() => bounded(pageSeconds, signal, (bound) => readNow(picture, bound.signal)), signal);
    } catch (error) {
      throw error instanceof Overdue ? new Failure('Corrupt', { cause: error }) : error;
    }
  };

  return {
    workers,
    async read(picture, signal) {
      const reading = readInTurn(picture, signal ? AbortSignal.any([signal, closing.signal]) : closing.signal);
      inHand.add(reading);
      try {
        return await reading;
      } finally {
        inHand.delete(reading);
      }
    },
    async close() {
      closing.abort(new Error('The OCR engine is closed'));
      await Promise.allSettled(inHand);
      await Promise.all(idle.splice(0).map((worker) => worker.end()));
    },
  };
}
