import type * as EncoderThread from './encoder-thread.js';
import { createThread } from './threads.js';

/** Turns sentences into vectors on this machine, with no network; fits the clients' EmbeddingProvider. */
export interface SentenceEncoder {
  /** Names the weights and how long texts are handled: vectors of two names are not comparable. */
  readonly model: string;
  readonly dimensions: number;
  /** Texts of one call at most: some three seconds of work for each thread at 200 words a text. */
  readonly batchSize: number;
  /**
   * One unit-length vector per text, in order; English. A text counts up to its first 700 words or so.
   * @throws RangeError for more than `batchSize` texts; the signal's reason; DeadlineExceeded after two minutes.
   */
  embed(texts: readonly string[], call?: { signal?: AbortSignal | undefined }): Promise<number[][]>;
  /** Ends the threads. */
  close(): Promise<void>;
}

/** Texts of one task of a thread. */
const TASK_TEXTS = 16;

/**
 * Makes the encoder; its threads (some 250 MB each) start with the texts they are needed for and end after five
 * minutes without work. A batch is shared out among them.
 */
export function createSentenceEncoder({ threads: count = 1 } = {}): SentenceEncoder {
  const workers = Array.from({ length: count }, () => ({ waiting: 0, thread: startThread() }));
  const encode = async (texts: readonly string[], signal: AbortSignal | undefined): Promise<number[][]> => {
    const worker = workers.reduce((idlest, each) => (each.waiting < idlest.waiting ? each : idlest));
    worker.waiting += 1;
    try {
      return await worker.thread.run('encode', texts, signal);
    } finally {
      worker.waiting -= 1;
    }
  };
  const batchSize = count * TASK_TEXTS;
  return {
    model: 'use-lite-1@energetic-0.2.0/mean-120',
    dimensions: 512,
    batchSize,
    async embed(texts, { signal } = {}) {
      if (texts.length > batchSize) throw new RangeError(`At most ${batchSize} texts at a time`);
      const share = Math.ceil(texts.length / count);
      const parts = workers.map((_, index) => texts.slice(index * share, (index + 1) * share));
      const vectors = await Promise.all(parts.map((part) => (part.length === 0 ? [] : encode(part, signal))));
      return vectors.flat();
    },
    async close() {
      await Promise.all(workers.map(({ thread }) => thread.close()));
    },
  };
}

const startThread = () =>
  createThread<typeof EncoderThread>(new URL('./encoder-thread.js', import.meta.url), {
    idleSeconds: 300,
    heapMb: 512,
    taskSeconds: 120,
  });
