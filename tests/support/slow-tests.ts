import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../stack/paths.js';

/**
 * Beginnings of paths below tests/ of what takes most of the time: the whole product end to end, walks through everything
 * there is, processes that are killed, files that were made to do harm, and reading by OCR in many scripts.
 */
const SLOW = [
  'api/export-interrupted',
  'api/overtaken',
  'chaos/',
  'deploy/',
  'documents/encoder.',
  'documents/hostile',
  'documents/ocr-scripts',
  'domain/game/every-zone',
  'e2e/',
  'edge/extremes',
  'faults/',
  'stack/commands',
  'stress/',
];

const isSlow = (path: string): boolean => SLOW.some((beginning) => path.startsWith(beginning));

const tests = (): string[] =>
  readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.test.ts'));

/** The files that `npm test` runs, from the root of the repository. */
export const quickTests = (): string[] =>
  tests()
    .filter((path) => !isSlow(path))
    .map((path) => join('tests', path));

/** The files that it leaves out. */
export const slowTests = (): string[] =>
  tests()
    .filter(isSlow)
    .map((path) => join('tests', path));
