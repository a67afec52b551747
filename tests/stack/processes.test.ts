import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createChildren } from '../../stack/children.js';
import { AlreadyRunning, lockHolder, releaseLock, takeLock } from '../../stack/lock.js';
import { homeAt } from '../../stack/paths.js';
import { endLeftovers, endProcess, holdsMarker, isOurs, type ProcessRecord, record } from '../../stack/processes.js';
import { eventually } from '../support/eventually.js';

let folder: string;
let child: ChildProcess;
let mine: ProcessRecord;

/** A process that ignores SIGTERM and carries the folder in its command line. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scholium-processes-'));
  const script = 'process.on("SIGTERM", () => {}); process.stdout.write("up"); setInterval(() => {}, 1000)';
  child = spawn(process.execPath, ['-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  const startedAt = new Date().toISOString();
  mine = { pid: child.pid as number, marker: folder, startedAt, stopSignal: 'SIGTERM', graceMs: 100 };
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('holdsMarker', () => {
  it.each([
    ['postgres -D /a/x/data -c port=1', '/a/x/data', true],
    ['weed -dir=/a/x/data/volumes', '/a/x/data', true],
    ['node /a/x/api/server.ts', '/a/x/api/server.ts', true],
    ['postgres -D /a/x/data2', '/a/x/data', false],
    ['postgres -D /b/a/x/data', '/a/x/data', false],
    ['postgres -D /a/x/data2 -f /a/x/data/conf', '/a/x/data', true],
  ])('%s holds %s: %s', (command, marker, expected) => {
    expect(holdsMarker(command, marker)).toBe(expected);
  });
});

describe('ending processes', () => {
  it('ends one of ours by force when it does not listen', async () => {
    await endProcess(mine);
    expect(isOurs(mine)).toBe(false);
    await eventually(async () => child.signalCode === 'SIGKILL');
  });

  it('leaves a pid alone that is another process by now', async () => {
    await endProcess({ ...mine, marker: '/some/other/folder' });
    expect(isOurs(mine)).toBe(true);
  });

  it('ends what records name, forgets the dead, and survives half a record', async () => {
    record(folder, 'alive', mine);
    record(folder, 'dead', { ...mine, marker: '/some/other/folder' });
    writeFileSync(join(folder, 'half.json'), '{"pid":');
    expect(await endLeftovers(folder)).toEqual(['alive']);
    expect(await endLeftovers(folder)).toEqual([]);
  });
});

describe('the children of a launcher', () => {
  it('end after those that stand on them', async () => {
    const told = join(folder, 'told');
    /** Writes down that it is up, and on SIGTERM, some time later, that it ends. */
    const script = (name: string, ms: number) =>
      `const { appendFileSync, writeFileSync } = require('fs');
       process.on('SIGTERM', () => setTimeout(() => { appendFileSync('${told}', '${name} '); process.exit(); }, ${ms}));
       setInterval(() => {}, 1000); writeFileSync('${join(folder, name)}.up', '');`;
    const children = createChildren(homeAt(folder));
    const start = (name: string, ms: number, stopsFirst: boolean) => {
      const args = ['-e', script(name, ms), folder];
      return children.start({ name, command: process.execPath, args, marker: folder, env: {}, stopsFirst });
    };
    await Promise.all([start('service', 300, true), start('engine', 0, false)]);
    await eventually(async () => ['service.up', 'engine.up'].every((file) => existsSync(join(folder, file))));
    await children.close();
    expect(readFileSync(told, 'utf8')).toBe('service engine ');
  });
});

describe('the lock of a folder', () => {
  it('is refused while its holder lives, and taken from a dead one', async () => {
    const home = homeAt(folder);
    record(home.run, 'launcher', mine);
    expect(lockHolder(home)).toBe(mine.pid);
    expect(() => takeLock(home, process.execPath)).toThrow(AlreadyRunning);
    await endProcess(mine);
    takeLock(home, process.execPath);
    expect(lockHolder(home)).toBe(process.pid);
    releaseLock(home);
    expect(lockHolder(home)).toBeUndefined();
  });
});
