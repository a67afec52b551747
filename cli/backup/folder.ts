import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';

/** What lies in a backup's folder. Objects are below `objects`, called by their keys. */
export const ROWS = 'rows.dump';
export const KEYS = 'keys.json';
export const ERASED = 'erased.txt';
export const OBJECTS = 'objects';
const HASHES = 'sha256sums.txt';
const MANIFEST = 'manifest.json';

/** What a backup says of itself. */
export interface Manifest {
  format: 1;
  /** When the rows were read, ISO 8601. */
  takenAt: string;
  /** The major version of PostgreSQL. */
  postgres: number;
  objects: number;
  bytes: number;
  /** Keys that rows named and that were not in the bucket any more: damage of before. Older backups do not tell. */
  lost?: string[];
  /** Of the file with the hashes of all others. */
  sha256: string;
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Makes the folder of a backup, which holds all that is known of people: for its owner alone.
 * @throws Error for one that has something in it
 */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Error(`The folder ${folder} is not empty: name a new one.`);
  // The mode of one that was there is what it was.
  await chmod(folder, 0o700);
}

/** The hash of a file. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** A list of hashes that is written as files come, in the form that `sha256sum --check` reads. */
export function writeHashes(folder: string) {
  const out = createWriteStream(join(folder, HASHES));
  return {
    add: async (path: string) => void out.write(`${await hashOf(join(folder, path))}  ${path}\n`),
    end: () => new Promise<void>((resolve, reject) => out.once('error', reject).end(resolve)),
  };
}

/** Such a list. */
export type Hashes = ReturnType<typeof writeHashes>;

/** Writes the manifest, last of all: a folder without one is no backup. */
export async function writeManifest(folder: string, manifest: Omit<Manifest, 'format' | 'sha256'>): Promise<void> {
  const whole: Manifest = { format: 1, ...manifest, sha256: await hashOf(join(folder, HASHES)) };
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(whole, null, 2)}\n`);
}

/**
 * Reads a backup and holds every file against its hash.
 * @throws Error that names what is missing or changed
 */
export async function readBackup(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) throw new Error(`${folder} is no backup: it has no ${MANIFEST}.`);
    throw error;
  });
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== 1) throw new Error(`${folder} is a backup of a newer version.`);
  if ((await hashOf(join(folder, HASHES))) !== manifest.sha256) throw new Error(`${HASHES} is not as it was written.`);
  for await (const line of createInterface({ input: createReadStream(join(folder, HASHES)) })) {
    const [hash, path = ''] = line.split('  ');
    const found = await hashOf(join(folder, path)).catch((error: unknown) => {
      if (isMissing(error)) throw new Error(`${path} is missing in the backup.`);
      throw error;
    });
    if (found !== hash) throw new Error(`${path} is not as it was written.`);
  }
  return manifest;
}

/** The ids of a list of erased people; of a file that is not there, none. */
export async function readErased(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  return text.split('\n').filter((line) => /^[\da-f-]{36}$/.test(line));
}

/** Adds ids to the list that lies beside backups, and outlives each of them. */
export async function addErased(folder: string, ids: readonly string[]): Promise<void> {
  const file = listBeside(folder);
  const all = new Set([...(await readErased(file)), ...ids]);
  if (all.size > 0) await writeFile(file, `${[...all].sort().join('\n')}\n`);
}

/** Where the list of erased people is that all backups of a folder share. */
export const listBeside = (folder: string): string => join(dirname(folder), ERASED);

/** The files below a folder, as keys. */
export async function* keysBelow(folder: string): AsyncGenerator<string> {
  const found = await stat(folder).catch(() => undefined);
  if (!found) return;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) if (entry.isFile()) yield join(entry.parentPath, entry.name).slice(folder.length + 1);
}
