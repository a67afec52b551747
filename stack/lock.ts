import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './paths.js';
import { forget, isOurs, type ProcessRecord, recorded } from './processes.js';

const NAME = 'launcher';

/** Another launcher works in this folder. */
export class AlreadyRunning extends Error {
  constructor(readonly pid: number) {
    super(`Scholium already runs from this folder (pid ${pid}): press Ctrl-C where it runs, or \`kill ${pid}\`.`);
  }
}

/** The launcher that holds this folder; undefined when there is none, or only what a killed one left. */
export function lockHolder(home: Home): number | undefined {
  const holder = recorded(home.run, NAME);
  return holder && isOurs(holder) ? holder.pid : undefined;
}

/**
 * Takes a folder for this process.
 * @param marker the entry's path, as it stands in this process's command line
 * @throws AlreadyRunning
 */
export function takeLock(home: Home, marker: string): void {
  const mine: ProcessRecord = {
    pid: process.pid,
    marker,
    startedAt: new Date().toISOString(),
    stopSignal: 'SIGTERM',
    graceMs: 10_000,
  };
  for (;;) {
    try {
      writeFileSync(join(home.run, `${NAME}.json`), JSON.stringify(mine), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = lockHolder(home);
      if (holder !== undefined) throw new AlreadyRunning(holder);
      forget(home.run, NAME);
    }
  }
}

/** Gives the folder back. */
export function releaseLock(home: Home): void {
  forget(home.run, NAME);
}
