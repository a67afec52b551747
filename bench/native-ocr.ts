import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

const run = promisify(execFile);

/** The `tesseract` command with the model file that the product uses, one thread each. */
export interface NativeOcr {
  /** As the command tells it. */
  version: string;
  /** Reads an image file's bytes. */
  read(image: Uint8Array): Promise<string>;
  close(): void;
}

/** Prepares the command; undefined where it is not installed. */
export function nativeOcr(dpi: number): NativeOcr | undefined {
  let version: string;
  try {
    version = execFileSync('tesseract', ['--version'], { encoding: 'utf8' }).split('\n')[0] ?? '';
  } catch {
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'scholium-bench-'));
  const model = join(
    dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')),
    '4.0.0_best_int',
  );
  writeFileSync(join(folder, 'eng.traineddata'), gunzipSync(readFileSync(join(model, 'eng.traineddata.gz'))));
  let images = 0;
  return {
    version,
    async read(image) {
      images += 1;
      const file = join(folder, `${images}.jpg`);
      writeFileSync(file, image);
      const args = [file, 'stdout', '-l', 'eng', '--oem', '1', '--tessdata-dir', folder, '--dpi', String(dpi)];
      const { stdout } = await run('tesseract', args, { env: { ...process.env, OMP_THREAD_LIMIT: '1' } });
      return stdout;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
