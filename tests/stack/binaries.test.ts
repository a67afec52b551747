import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findCommand, isAtLeast, onPath, pinned, versionIn, versionOf } from '../../stack/engines/binaries.js';

const folder = mkdtempSync(join(tmpdir(), 'scholium-binaries-'));

function putScript(path: string, says: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "${says}"\n`);
  chmodSync(file, 0o755);
  return file;
}

beforeAll(() => {
  putScript('a/bin/redis-server', 'Redis server v=7.0.15 sha=00000000');
  putScript('lib/python3.12/site-packages/engine/linux/server', 'engine 1.2');
  writeFileSync(join(folder, 'a/bin/valkey-server'), 'no executable');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('versions', () => {
  it.each([
    ['postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)', '15.18'],
    ['temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)', '1.9.1'],
    ['no number', undefined],
  ])('%s', (text, version) => expect(versionIn(text)).toBe(version));

  it.each([
    ['15.18', '16.0', false],
    ['16.0', '16.0', true],
    ['18.4', '16.0', true],
    ['1.10.0', '1.9', true],
    ['7', '7.0', true],
  ])('%s is at least %s: %s', (version, least, expected) => expect(isAtLeast(version, least)).toBe(expected));
});

describe('where binaries come from', () => {
  it('finds executables on PATH, and nothing that cannot be run', () => {
    const path = `/nowhere:${join(folder, 'a/bin')}`;
    const [server] = onPath(['valkey-server', 'redis-server'], path);
    expect(server).toBe(join(folder, 'a/bin/redis-server'));
    expect(versionOf(server as string, ['--version'])).toBe('7.0.15');
  });

  it('finds pinned files whatever the Python version and platform', () => {
    const found = pinned('lib/python*/site-packages/engine/*/server', folder);
    expect(found).toBe(join(folder, 'lib/python3.12/site-packages/engine/linux/server'));
    expect(pinned('bin/none', folder)).toBeUndefined();
    expect(pinned('bin/none', join(folder, 'missing'))).toBeUndefined();
  });

  it('takes a command on PATH that is new enough, else the pinned one, else says what to set', () => {
    const wanted = {
      names: ['valkey-server', 'redis-server'],
      versionArgs: ['--version'],
      pinned: 'lib/python*/site-packages/engine/*/server',
      missing: { title: 'Valkey', wanted: 'valkey-server', variable: 'REDIS_URL' },
    };
    const places = { path: join(folder, 'a/bin'), folder };
    expect(findCommand({ ...wanted, least: '7.0' }, places)).toEqual({
      command: join(folder, 'a/bin/redis-server'),
      version: '7.0.15',
    });
    expect(findCommand({ ...wanted, least: '7.1' }, places)).toEqual({
      command: join(folder, 'lib/python3.12/site-packages/engine/linux/server'),
    });
    expect(() => findCommand({ ...wanted, least: '7.1', pinned: 'bin/none' }, places)).toThrow(
      'No Valkey found: put valkey-server on PATH, or set REDIS_URL to the address of a running one.',
    );
  });
});
