import { hash, verify } from '@node-rs/argon2';

/** Cost of argon2id; the least that OWASP's password storage sheet names is 19 MiB and 2 passes. */
export interface PasswordCost {
  memoryKib: number;
  passes: number;
}

/** Hashes and checks passwords, off the main thread, as many at once as libuv has threads. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for an account without a password, or none at all, as for a wrong one. */
  matches(password: string, stored: string | null | undefined): Promise<boolean>;
}

/** argon2id (the library's default; one lane) by the given cost. */
export function createPasswords({ memoryKib, passes }: PasswordCost): Passwords {
  const options = { memoryCost: memoryKib, timeCost: passes, parallelism: 1 };
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => hash(password, options),
    async matches(password, stored) {
      decoy ??= hash('nobody has this password', options);
      const right = await verify(stored ?? (await decoy), password);
      return right && stored !== null && stored !== undefined;
    },
  };
}
