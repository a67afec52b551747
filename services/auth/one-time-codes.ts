import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { OneTimeCode, type OneTimeCodeKind } from '../../db/models/one-time-code.js';
import { Problem } from '../../domain/problems.js';

/** How a code is stored: it is random, so a plain SHA-256 tells nothing. */
export const hashCode = (code: string): Buffer => createHash('sha256').update(code).digest();

interface CodeInput {
  kind: OneTimeCodeKind;
  /** Null where the person has no account yet. */
  userId: string | null;
  payload?: unknown;
  lifeMinutes: number;
  now: Date;
}

/** A code that somebody shows. */
interface ShownCode {
  kind: OneTimeCodeKind;
  code: string;
  now: Date;
}

/** Makes a code that works once. @returns the code, of which only the hash is kept. */
export async function issueCode(
  { kind, userId, payload = null, lifeMinutes, now }: CodeInput,
  db: Knex,
): Promise<string> {
  const code = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + lifeMinutes * 60_000);
  await OneTimeCode.query(db).insert({ kind, codeHash: hashCode(code), userId, payload, expiresAt });
  return code;
}

/** A code while it would work; it stays as it is. @throws Problem code-invalid, as useCode. */
export async function findCode({ kind, code, now }: ShownCode, db: Knex): Promise<OneTimeCode> {
  const found = await OneTimeCode.query(db)
    .findOne({ kind, codeHash: hashCode(code) })
    .whereNull('usedAt')
    .where('expiresAt', '>', now);
  if (!found) throw codeInvalid();
  return found;
}

/** Whose code it is, while it would work; it stays as it is. @throws Problem code-invalid, as useCode. */
export async function findCodeOwner(shown: ShownCode, db: Knex): Promise<string> {
  const { userId } = await findCode(shown, db);
  if (!userId) throw codeInvalid();
  return userId;
}

/**
 * Uses a code up, in the caller's transaction: what fails later leaves the code as it was.
 * @throws Problem code-invalid, the same for a wrong, a used and an expired one.
 */
export async function useCode({ kind, code, now }: ShownCode, trx: Transaction): Promise<OneTimeCode> {
  const [used] = await OneTimeCode.query(trx)
    .where({ kind, codeHash: hashCode(code) })
    .whereNull('usedAt')
    .where('expiresAt', '>', now)
    .patch({ usedAt: now })
    .returning('*');
  if (!used) throw codeInvalid();
  return used;
}

/** Uses up all codes that a user still has, but those by which a mail is unsubscribed from. */
export async function useUpCodes(userId: string, now: Date, trx: Transaction): Promise<void> {
  await OneTimeCode.query(trx)
    .where({ userId })
    .whereNot({ kind: 'unsubscribe' })
    .whereNull('usedAt')
    .patch({ usedAt: now });
}

const codeInvalid = () => new Problem('code-invalid', 'Ask for a new one.');
