import type * as EncoderThread from './encoder-thread.js';
import { createThread } from './threads.js';

/** Turns sentences into vectors on this machine, with no network; fits the clients' EmbeddingProvider. */
export interface SentenceEncoder {
  /** Names the weights and the way long texts are handled: vectors of another name are not comparable. */
  readonly model: string;
  readonly dimensions: number;
  /** Most texts one call may carry: some three seconds of work at 200 words each. */
  readonly batchSize: number;
  /**
   * One unit-length vector per text, in order; English. A text counts up to its first 700 words or so.
   * @throws RangeError for more than `batchSize` texts; the signal's reason; Overdue after two minutes.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>;
  /** Ends the thread. */
  close(): Promise<void>;
}

const BATCH_SIZE = 16;

/** Makes the encoder; its thread (some 250 MB) starts with the first text and ends after five minutes without work. */
export function createSentenceEncoder(): SentenceEncoder {
  const thread = createThread<typeof EncoderThread>(new URL('./encoder-thread.js', import.meta.url), {
    idleSeconds: 300,
    heapMb: 512,
    taskSeconds: 120,
  });
  return {
    model: 'use-lite-1@energetic-0.2.0/mean-120',
    dimensions: 512,
    batchSize: BATCH_SIZE,
    async embed(texts, signal) {
      if (texts.length > BATCH_SIZE) throw new RangeError(`At most ${BATCH_SIZE} texts at a time`);
      return texts.length === 0 ? [] : thread.run('encode', texts, signal);
    },
    close: () => thread.close(),
  };
}
