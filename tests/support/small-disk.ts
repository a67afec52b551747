import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';

/** A disk of some megabytes on which some tables are. */
export interface SmallDisk {
  fill(): Promise<void>;
  free(): Promise<void>;
  /** Puts the tables back. */
  remove(): Promise<void>;
}

/**
 * Puts tables of a database on a disk of their own, for which they must have room. Only root may mount one, and only beside a server on this
 * machine; for others inserts are refused by a trigger with the same SQLSTATE.
 */
export async function putOnSmallDisk(db: Knex, tables: string[], megabytes = 4): Promise<SmallDisk> {
  const folder = await mountFor(db, megabytes);
  return folder ? realDisk(db, tables, folder) : pretendedDisk(db, tables);
}

/** A folder that is a file system of so many MB, of the server's user; undefined where that is not allowed. */
async function mountFor(db: Knex, megabytes: number): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const { rows } = await db.raw<{ rows: [{ data_directory: string }] }>('SHOW data_directory');
  const folder = mkdtempSync(join(tmpdir(), 'scholium-small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0;
  if (!mounted) {
    rmdirSync(folder);
    return undefined;
  }
  // Also where a run is ended from without.
  process.once('exit', () => unmount(folder));
  const { uid, gid } = statSync(rows[0].data_directory);
  chownSync(folder, uid, gid);
  return folder;
}

/** Does nothing where it was done before; a server that still has files there loses them when it ends. */
function unmount(folder: string): void {
  if (!existsSync(folder)) return;
  spawnSync('umount', ['--lazy', folder]);
  rmdirSync(folder);
}

async function realDisk(db: Knex, tables: string[], folder: string): Promise<SmallDisk> {
  const space = `small_${randomUUID().replaceAll('-', '')}`;
  const filler = join(folder, 'filler');
  await db.raw(`CREATE TABLESPACE ${space} LOCATION '${folder}'`);
  const move = async (to: string) => {
    for (const table of tables) await db.raw(`ALTER TABLE ${table} SET TABLESPACE ${to}`);
  };
  await move(space);
  return {
    async fill() {
      const file = openSync(filler, 'w');
      try {
        for (;;) writeSync(file, Buffer.alloc(4_096));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: async () => rmSync(filler, { force: true }),
    async remove() {
      rmSync(filler, { force: true });
      await move('pg_default');
      await db.raw(`DROP TABLESPACE ${space}`);
      unmount(folder);
    },
  };
}

function pretendedDisk(db: Knex, tables: string[]): SmallDisk {
  const free = async () => {
    for (const table of tables) await db.raw(`DROP TRIGGER IF EXISTS full_disk ON ${table}`);
  };
  return {
    async fill() {
      await db.raw(`CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`);
      for (const table of tables)
        await db.raw(`CREATE TRIGGER full_disk BEFORE INSERT ON ${table} EXECUTE FUNCTION full_disk()`);
    },
    free,
    remove: free,
  };
}
