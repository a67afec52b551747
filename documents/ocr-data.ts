import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { CODES, isInstalled, MODEL } from './ocr-languages.js';

const run = promisify(execFile);

/** The version of the packages `@tesseract.js-data/<code>`: the registry has no other, and never changes one. */
const VERSION = '1.0.0';

/** The engine's names of all languages that scans may be read in. */
const ALL = [...new Set([...CODES.values(), 'chi_tra'])].toSorted();

/** Which languages there is data of, and which there is not. @param folder of further data */
export const ocrLanguages = (folder: string) => ({
  installed: ALL.filter((code) => isInstalled(code, folder)),
  others: ALL.filter((code) => !isInstalled(code, folder)),
});

/**
 * Puts the data of a language into a folder, from its package; npm holds that against what the registry says of it.
 * @returns what became of it, in words
 * @throws Error with a sentence for whoever runs the command
 */
export async function installOcrData(code: string, folder: string): Promise<string> {
  if (!ALL.includes(code)) throw new Error('is no name of a language here; see `npm run ocr-data -- list`.');
  if (isInstalled(code, folder)) return 'is there already.';
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(path.join(tmpdir(), 'scholium-ocr-'));
  try {
    await run('npm', ['pack', '--silent', `@tesseract.js-data/${code}@${VERSION}`, '--pack-destination', work]).catch(
      orElse(`the package registry has no data of it, or cannot be reached. Put ${code}.traineddata into ${folder}.`),
    );
    const [archive = ''] = await readdir(work);
    const file = `${code}.traineddata.gz`;
    await run('tar', [
      '-xzf',
      path.join(work, archive),
      '-C',
      work,
      '--strip-components=2',
      `package/${MODEL}/${file}`,
    ]);
    // Under another name first, so that nobody reads half of it; and beside its place, since only so it is one step.
    await copyFile(path.join(work, file), path.join(folder, `${file}.new`));
    await rename(path.join(folder, `${file}.new`), path.join(folder, file));
    return 'is installed.';
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const orElse = (sentence: string) => (cause: unknown) => {
  throw new Error(sentence, { cause });
};
