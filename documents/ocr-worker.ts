import type { Worker as WorkerThread } from 'node:worker_threads';
import Tesseract from 'tesseract.js';
import { unlessAborted } from '../lib/deadline.js';
import { pageText } from './layout/page-text.js';
import type { ToldScript } from './ocr-choice.js';
import { withLanguageData } from './ocr-languages.js';
import { areSideways, type OcrText, ocrRuns } from './ocr-runs.js';
import { fromPgm } from './raster.js';
import { cleanLines } from './text-layer.js';

/** The table of words, from which the text is put in order. */
const OUTPUT = { text: false, tsv: true };

/** One thread that reads one image at a time. */
export interface OcrWorker {
  /** The engine's codes of what it reads. */
  readonly languages: readonly string[];
  /** @throws Error when the image is unreadable or the thread crashes; the signal's reason, leaving the thread busy. */
  read(image: Uint8Array, signal: AbortSignal): Promise<OcrText>;
  end(): Promise<void>;
}

/**
 * Starts a thread with the models of these languages (the engine's codes); `dpi` is the resolution that images
 * are assumed to have, and `folder` has further data.
 */
export async function startOcrWorker(dpi: number, languages: readonly string[], folder?: string): Promise<OcrWorker> {
  const worker = await withLanguageData(languages, folder, (langPath) =>
    Tesseract.createWorker([...languages], Tesseract.OEM.LSTM_ONLY, {
      langPath,
      gzip: true,
      cacheMethod: 'none',
      // Without it an image that cannot be read throws where nobody can catch; the promise rejects all the same.
      errorHandler: () => {},
    }),
  );
  await worker.setParameters({ user_defined_dpi: String(dpi) });
  const crashed = crashSignal(worker);
  const recognize = async (image: Uint8Array, segmentation: Tesseract.PSM, signal: AbortSignal): Promise<OcrText> => {
    const options = { tessedit_pageseg_mode: segmentation } as Partial<Tesseract.RecognizeOptions>;
    const { data } = await unlessAborted(worker.recognize(Buffer.from(image), options, OUTPUT), signal);
    const runs = ocrRuns(data.tsv ?? '', fromPgm(image)?.height ?? 0);
    const text = cleanLines(pageText(runs));
    return { text, confidence: data.confidence / 100, runs, isSideways: areSideways(runs), isTurned: false, languages };
  };
  return {
    languages,
    async read(image, signal) {
      const combined = AbortSignal.any([signal, crashed]);
      combined.throwIfAborted();
      try {
        const inColumns = await recognize(image, Tesseract.PSM.AUTO, combined);
        return inColumns.runs.length > 0 ? inColumns : await recognize(image, Tesseract.PSM.SINGLE_BLOCK, combined);
      } catch (error) {
        signal.throwIfAborted();
        // The library rejects with strings.
        throw error instanceof Error ? error : new Error(`OCR failed: ${String(error)}`);
      }
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

/** One thread that tells scripts. */
export interface ScriptTeller {
  readonly languages: readonly string[];
  /** The script of a page, and how it lies; undefined where there is too little on it. */
  tellScript(image: Uint8Array, signal: AbortSignal): Promise<ToldScript | undefined>;
  end(): Promise<void>;
}

/** What the engine calls the data by which it tells scripts. */
export const SCRIPTS = 'osd';

/** Starts a thread that tells scripts; only the older engine can. */
export async function startScriptTeller(dpi: number): Promise<ScriptTeller> {
  const worker = await withLanguageData([SCRIPTS], undefined, (langPath) =>
    Tesseract.createWorker([SCRIPTS], Tesseract.OEM.TESSERACT_ONLY, {
      langPath,
      gzip: true,
      cacheMethod: 'none',
      legacyCore: true,
      legacyLang: true,
      errorHandler: () => {},
    }),
  );
  await worker.setParameters({ user_defined_dpi: String(dpi) });
  const crashed = crashSignal(worker);
  return {
    languages: [SCRIPTS],
    async tellScript(image, signal) {
      const detecting = worker.detect(Buffer.from(image)).catch(() => undefined);
      const { data } = (await unlessAborted(detecting, AbortSignal.any([signal, crashed]))) ?? {};
      if (!data?.script) return undefined;
      const quarters = (data.orientation_degrees ?? 0) / 90;
      return { script: data.script, sureness: data.script_confidence ?? 0, quarters };
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

/**
 * The library sets `onerror`, which Node's threads ignore: without a listener a crash would end the process. What the
 * engine writes to stderr is of no use to anybody ("Invalid resolution 0 dpi") and no line of a log: it is dropped.
 */
function crashSignal(worker: Tesseract.Worker): AbortSignal {
  const { worker: thread } = worker as unknown as { worker: WorkerThread };
  thread.stderr.unpipe();
  thread.stderr.resume();
  const crash = new AbortController();
  thread.on('error', (error) => crash.abort(error));
  return crash.signal;
}
