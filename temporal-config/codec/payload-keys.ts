import { createSecretKey, generateKeySync, type KeyObject, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** AES-256 (SP 800-38D). */
const KEY_BYTES = 32;

/** A key as the file has it: a symmetric JSON Web Key. */
interface StoredKey {
  kty: 'oct';
  alg: 'A256GCM';
  kid: string;
  k: string;
}

/** Keys by their ids; the first encrypts. */
export type PayloadKeys = ReadonlyMap<string, KeyObject>;

/** @throws Error when the file is missing or no set of AES-256 keys; it names the file and no key */
export function readPayloadKeys(file: string): PayloadKeys {
  const keys = readStored(file).map(({ kid, k }): [string, KeyObject] => [
    kid,
    createSecretKey(Buffer.from(k, 'base64url')),
  ]);
  const isSound = keys.length > 0 && keys.every(([kid, key]) => kid && key.symmetricKeySize === KEY_BYTES);
  if (!isSound) throw new Error(`${file} is no set of AES-256 keys`);
  return new Map(keys);
}

/**
 * Puts a new key first, and makes the file where there is none. Those before it go on decrypting: take one out by hand
 * once no run that began under it is kept any more.
 * @returns the new key's id
 */
export function rotatePayloadKeys(file: string): { kid: string; kept: number } {
  const kept = existsSync(file) ? readStored(file) : [];
  const k = generateKeySync('aes', { length: KEY_BYTES * 8 })
    .export()
    .toString('base64url');
  const fresh: StoredKey = { kty: 'oct', alg: 'A256GCM', kid: randomUUID(), k };
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Renamed into place, so that no process ever reads half a key set.
  writeFileSync(`${file}.new`, JSON.stringify({ keys: [fresh, ...kept] }), { mode: 0o600, flag: 'wx' });
  renameSync(`${file}.new`, file);
  return { kid: fresh.kid, kept: kept.length };
}

function readStored(file: string): StoredKey[] {
  const text = readFileSync(file, 'utf8');
  try {
    const { keys } = JSON.parse(text) as { keys: StoredKey[] };
    return keys.map(({ kid, k }) => ({ kty: 'oct', alg: 'A256GCM', kid: String(kid), k: String(k) }));
  } catch {
    // What JSON.parse says shows pieces of the text, which is a key.
    throw new Error(`${file} is no set of AES-256 keys`);
  }
}
