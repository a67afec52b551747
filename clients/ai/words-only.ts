import type { EmbeddingProvider } from './provider.js';

/**
 * Stands where the encoder cannot be had: chunks get no vector, and are found by their words. Its model is replaced
 * like any other once there is an encoder.
 */
export const wordsOnly: EmbeddingProvider = {
  model: 'none',
  dimensions: 0,
  batchSize: 128,
  embed: async (texts) => texts.map(() => []),
};
