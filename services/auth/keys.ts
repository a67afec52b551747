import { createPublicKey, type KeyObject } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

/** The keys of access tokens: one signs, each is found by its `kid` to verify. */
export interface AuthKeys {
  signing: { kid: string; key: CryptoKey };
  verifying: ReadonlyMap<string, KeyObject>;
}

/** Writes a key set with one new ES256 key where the file is missing; an existing one is left as it is. */
export async function ensureAuthKeys(file: string): Promise<void> {
  const found = await readFile(file).catch(() => null);
  if (found) return;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const content = JSON.stringify({ keys: [{ ...jwk, kid, alg: 'ES256', use: 'sig' }] });
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // Renamed into place, so that no process ever reads half a key set.
  await writeFile(`${file}.new`, content, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/**
 * Reads the key set; the first key signs.
 * @throws Error when the file is missing or holds no ES256 private key with a `kid`.
 */
export async function loadAuthKeys(file: string): Promise<AuthKeys> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new Error(`No key set at AUTH_KEYS_FILE (${file}); npm start makes one`);
  });
  const { keys } = JSON.parse(content) as { keys: JWK[] };
  const usable = keys.filter((jwk) => jwk.alg === 'ES256' && jwk.kid && jwk.d);
  const first = usable[0];
  if (!first?.kid) throw new Error(`The key set at AUTH_KEYS_FILE (${file}) has no ES256 key with a kid`);
  const key = await importJWK(first, 'ES256');
  if (key instanceof Uint8Array) throw new Error('An ES256 key cannot be symmetric');
  return {
    signing: { kid: first.kid, key },
    verifying: new Map(usable.map(({ d: _, ...jwk }) => [jwk.kid ?? '', createPublicKey({ key: jwk, format: 'jwk' })])),
  };
}
