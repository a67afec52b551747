import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { Clock } from '../shared/clock.js';
import { readKeys, type StoredKey } from './keys.js';

/** The longest that an access token may live (config.ts), and a minute for clocks that differ. */
const LONGEST_TOKEN_SECONDS = 3_600 + 60;

/** Writes a key set with one new ES256 key where the file is missing; an existing one is left as it is. */
export async function ensureAuthKeys(file: string): Promise<void> {
  const found = await readFile(file).catch(() => null);
  if (!found) await writeKeys(file, [await newKey()]);
}

/**
 * Puts a new key first. Those before it go on verifying until every token they signed has expired;
 * those whose time is over are dropped.
 * @returns the new key's `kid`
 * @throws Error when the file is no key set, or another rotation is under way; what the file system says when the folder cannot be written.
 */
export async function rotateAuthKeys(
  { clock }: { clock: Clock },
  { file }: { file: string },
): Promise<{ kid: string; kept: number }> {
  return exclusively(file, async () => {
    const seconds = Math.floor(clock().getTime() / 1_000);
    const living = (await readKeys(file)).filter(({ exp = Number.POSITIVE_INFINITY }) => exp > seconds);
    const retired = living.map((key) => ({ ...key, exp: key.exp ?? seconds + LONGEST_TOKEN_SECONDS }));
    const fresh = await newKey();
    await writeKeys(file, [fresh, ...retired]);
    return { kid: fresh.kid, kept: retired.length };
  });
}

async function newKey(): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
}

async function writeKeys(file: string, keys: StoredKey[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // Renamed into place, so that no process ever reads half a key set.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify({ keys }), { mode: 0o600 });
  await rename(draft, file);
}

/** Two rotations at once would each drop the other's key. */
async function exclusively<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  const held = await open(lock, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new Error(`Another rotation is under way; if none is, remove ${lock}`);
  });
  try {
    return await work();
  } finally {
    await held.close();
    await rm(lock, { force: true });
  }
}
