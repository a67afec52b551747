import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './paths.js';

/** What a bundle is made of. */
const SOURCES = ['workflows', 'domain'];

/**
 * The file of the workflow bundle of today's sources, made where it is missing. It is made in a process of its own:
 * the bundler takes some 100 MB, which a worker that bundles at its start never gives back.
 */
export async function cachedWorkflowBundle(): Promise<string> {
  const file = join(ROOT, '.scholium', 'cache', `workflows-${sourceHash()}.js`);
  if (existsSync(file)) return file;
  const entry = join(ROOT, 'stack', 'bundle-workflows.ts');
  await promisify(execFile)(process.execPath, ['--import', 'tsx', entry, file], { cwd: ROOT });
  return file;
}

function sourceHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const folder of SOURCES) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    for (const name of files.sort()) hash.update(name).update(readFileSync(join(ROOT, folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
