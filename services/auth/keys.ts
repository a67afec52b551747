import { createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import type { Clock } from '../shared/clock.js';

/** A private key of the set; one that was replaced has an `exp`, in seconds since 1970, after which it verifies nothing. */
export interface StoredKey extends JWK {
  kid: string;
  exp?: number;
}

/** The keys of access tokens at one moment: one signs, each is found by its `kid` to verify. The signing one is first. */
export interface AuthKeys {
  signing: { kid: string; key: CryptoKey };
  verifying: ReadonlyMap<string, VerifyingKey>;
}

interface VerifyingKey {
  key: KeyObject;
  exp: number;
  /** Signs short-lived cookies; made from the private key, so that there is no further secret to keep. */
  cookieSecret: Buffer;
}

/** The key set of a running process, which follows its file. */
export interface KeySet {
  /** The keys that hold now. */
  current(): Promise<AuthKeys>;
  /** The key that verifies tokens of this `kid`; undefined for an unknown or retired one. */
  find(kid: string): Promise<KeyObject | undefined>;
}

/** How often the file is looked at, and how often for a key that nobody knows: another process may have rotated. */
const LOOK_MS = 1_000;
const LOOK_FOR_UNKNOWN_MS = 50;

/**
 * Reads the key set; the first key signs.
 * @throws Error when the file is missing or holds no ES256 private key with a `kid`.
 */
export async function loadAuthKeys(file: string): Promise<AuthKeys> {
  const usable = await readKeys(file);
  const first = usable[0];
  if (!first) throw new Error(`The key set at AUTH_KEYS_FILE (${file}) has no ES256 key with a kid`);
  const key = await importJWK(first, 'ES256');
  if (key instanceof Uint8Array) throw new Error('An ES256 key cannot be symmetric');
  const verifying = usable.map(({ d, exp = Number.POSITIVE_INFINITY, ...jwk }) => {
    return [
      jwk.kid,
      { key: createPublicKey({ key: jwk, format: 'jwk' }), exp, cookieSecret: cookieSecretOf(d) },
    ] as const;
  });
  return { signing: { kid: first.kid, key }, verifying: new Map(verifying) };
}

const cookieSecretOf = (d = ''): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(d, 'base64url'), '', 'scholium cookies', 32));

/** The usable keys of a file, in order. @throws Error when it is missing or no key set. */
export async function readKeys(file: string): Promise<StoredKey[]> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new Error(`No key set at AUTH_KEYS_FILE (${file}); npm start makes one`);
  });
  const { keys } = JSON.parse(content) as { keys: JWK[] };
  return keys.filter((jwk): jwk is StoredKey => jwk.alg === 'ES256' && Boolean(jwk.kid && jwk.d));
}

/**
 * Opens a key set that is read again when its file changes, so that a rotation needs no restart.
 * A file that cannot be read leaves the keys as they were, until it can.
 * @throws Error as loadAuthKeys.
 */
export async function openKeySet({ clock }: { clock: Clock }, { file }: { file: string }): Promise<KeySet> {
  let keys = await loadAuthKeys(file);
  let seen = await versionOf(file);
  let lookedAt = clock().getTime();

  const notOlderThan = async (ms: number) => {
    const now = clock().getTime();
    if (now < lookedAt + ms) return keys;
    lookedAt = now;
    const version = await versionOf(file);
    if (version !== seen) {
      const loaded = await loadAuthKeys(file).catch(() => undefined);
      // One that could not be read is tried again: its version does not tell when it can be.
      if (loaded) [keys, seen] = [loaded, version];
    }
    return keys;
  };

  return {
    current: () => notOlderThan(LOOK_MS),
    async find(kid) {
      const { verifying } = await notOlderThan(LOOK_MS);
      const found = verifying.get(kid) ?? (await notOlderThan(LOOK_FOR_UNKNOWN_MS)).verifying.get(kid);
      return found && found.exp * 1_000 > clock().getTime() ? found.key : undefined;
    },
  };
}

const versionOf = (file: string): Promise<string> =>
  stat(file).then(
    ({ mtimeMs, ino }) => `${mtimeMs}-${ino}`,
    () => 'away',
  );
