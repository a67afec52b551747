import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINES_FOLDER, ROOT } from '../../stack/paths.js';
import { runProgram } from './run-program.js';

const FOLDER = join(ROOT, '.scholium', 'python-tools');
const STAMP = join(FOLDER, 'requirements.sha256');
const REQUIREMENTS = join(ROOT, 'tests', 'python-tools.txt');

/** The path of a program in the virtual environment of the tools. */
export const pythonTool = (name: string): string => join(FOLDER, 'bin', name);

/**
 * Installs the Python tools that look at the API from outside, pinned by hash, unless they are there already. The stamp
 * is written last, so that half an installation is done again.
 * @throws Error with what pip says
 */
export async function installPythonTools(): Promise<void> {
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  rmSync(FOLDER, { recursive: true, force: true });
  await runProgram(join(ENGINES_FOLDER, 'bin', 'python'), ['-m', 'venv', FOLDER]);
  const options = ['--quiet', '--require-hashes', '--only-binary', ':all:', '--no-deps', '--retries', '2'];
  await runProgram(pythonTool('python'), ['-m', 'pip', 'install', ...options, '-r', REQUIREMENTS]);
  writeFileSync(STAMP, wanted);
}
