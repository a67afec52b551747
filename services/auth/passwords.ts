import { hash, verify } from '@node-rs/argon2';
import { opaqueString } from '../../domain/account/opaque-string.js';
import { createHashQueue } from './hash-queue.js';

/** Cost of argon2id; the least that OWASP's password storage sheet names is 19 MiB and 2 passes. */
export interface PasswordCost {
  memoryKib: number;
  passes: number;
}

/** Hashes and checks passwords in their OpaqueString form (RFC 8265), off the main thread, a few at a time. */
export interface Passwords {
  /** @throws Problem too-many-requests when too many wait for their turn. */
  hash(password: string): Promise<string>;
  /**
   * Takes as long for an account without a password, or none at all, as for a wrong one.
   * @throws Problem too-many-requests when too many wait for their turn.
   */
  matches(password: string, stored: string | null | undefined): Promise<boolean>;
  /** Whether a stored hash was made at another cost than today's. */
  isOutdated(stored: string): boolean;
}

/** argon2id (the library's default; one lane) by the given cost. */
export function createPasswords({ memoryKib, passes }: PasswordCost): Passwords {
  const options = { memoryCost: memoryKib, timeCost: passes, parallelism: 1 };
  const queue = createHashQueue();
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => queue.run(() => hash(opaqueString(password), options)),
    async matches(password, stored) {
      decoy ??= hash('nobody has this password', options);
      const against = stored ?? (await decoy);
      const right = await queue.run(() => verify(against, opaqueString(password)));
      return right && stored !== null && stored !== undefined;
    },
    isOutdated: (stored) => !stored.startsWith(`$argon2id$v=19$m=${memoryKib},t=${passes},p=1$`),
  };
}
