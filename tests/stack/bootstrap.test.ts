import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ROOT } from '../../stack/paths.js';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

let folder: string;
let path: string;

/** A checkout of the bootstrap alone, with one package to install, and a PATH that has nothing. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scholium-bootstrap-'));
  path = join(folder, 'bin');
  mkdirSync(path);
  mkdirSync(join(folder, 'stack'));
  for (const file of ['stack/bootstrap.mjs', 'stack/engines.txt']) cpSync(join(ROOT, file), join(folder, file));
  const dependencies = { absent: '1.0.0' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', version: '1.0.0', dependencies }));
  const packages = { '': { name: 'x', version: '1.0.0', dependencies }, 'node_modules/absent': { version: '1.0.0' } };
  const lock = { name: 'x', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function bootstrap(verb: string, env: Record<string, string> = {}): { status: number | null; error: string } {
  const run = spawnSync(process.execPath, [join(folder, 'stack/bootstrap.mjs'), verb], {
    encoding: 'utf8',
    env: { PATH: path, HOME: folder, ...env },
  });
  return { status: run.status, error: run.stderr.trim() };
}

function putPython(script: string): void {
  writeFileSync(join(path, 'python3'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(path, 'python3'), 0o755);
}

function putNpm(): void {
  // Not beside node: the npm package `node` brings none.
  symlinkSync(execFileSync('/bin/sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim(), join(path, 'npm'));
  symlinkSync(process.execPath, join(path, 'node'));
  symlinkSync('/usr/bin/env', join(path, 'env'));
}

describe('the bootstrap says in one line what to do', () => {
  it('about an unknown command', () => {
    expect(bootstrap('fly')).toEqual({ status: 1, error: expect.stringMatching(/^Unknown command; one of: up, tour/) });
  });

  it('when there is no Python', () => {
    expect(bootstrap('up')).toEqual({
      status: 1,
      error: expect.stringMatching(/^Python 3\.11 to 3\.14 .*install one\.$/),
    });
  });

  it('when Python is too old, or has no venv', () => {
    putPython('echo 3.9');
    expect(bootstrap('up').error).toContain('Found: python3 is 3.9.');
    putPython('echo 3.12; exit 1');
    expect(bootstrap('up').error).toContain('apt install python3.12-venv');
  });

  it('when the lock file does not fit, and installs nothing else in its place', () => {
    putNpm();
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'package.json'), JSON.stringify({ name: 'other', version: '1.0.0' }));
    const dependencies = { other: 'file:other' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', version: '1.0.0', dependencies }));
    const addresses = {
      DATABASE_URL: 'x',
      REDIS_URL: 'x',
      S3_ENDPOINT: 'x',
      TEMPORAL_ADDRESS: 'x',
      ENCODER_FOLDER: 'x',
    };
    const { status, error } = bootstrap('up', {
      ...addresses,
      npm_config_registry: NOWHERE,
      npm_config_fetch_retries: '0',
    });
    expect(status).toBe(1);
    expect(error).toMatch(
      /^Installing packages failed\. package-lock\.json does not fit package\.json: run `npm install`\./,
    );
    expect(existsSync(join(folder, 'node_modules'))).toBe(false);
  });

  it('when no package registry can be reached', () => {
    // Its virtual environment has a Python that is busy until it is ended.
    putPython(`case "$*" in *ensurepip*) echo 3.12;; esac
      if [ "$2" = venv ]; then
        /bin/mkdir -p "$3/bin" && printf '#!/bin/sh\\nexec /bin/sleep 60\\n' > "$3/bin/python" && /bin/chmod +x "$3/bin/python"
      fi`);
    putNpm();
    const env = { npm_config_registry: NOWHERE, npm_config_fetch_retries: '0' };
    const { status, error } = bootstrap('up', env);
    expect(status).toBe(1);
    expect(error).toMatch(
      /^Installing packages failed\. The package registry cannot be reached: .*Log: .*install-packages\.log$/,
    );
  });
});
