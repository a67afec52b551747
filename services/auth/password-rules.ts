import { Problem } from '../../domain/problems.js';

/** Fewer different characters make no password, however long it is. */
const MIN_DIFFERENT = 5;
const MIN_LENGTH = 10;

let common: Promise<ReadonlySet<string>> | undefined;

/** Some 50,000 passwords that leaked most often (zxcvbn); read at the first use, and only those that are long enough. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].filter(({ length }) => length >= MIN_LENGTH));
}

/**
 * Refuses what attackers try first: common passwords, and what is known of the person.
 * Length is the contract's business.
 * @throws Problem invalid-request.
 */
export async function assertStrongPassword({
  password,
  email,
  displayName = '',
}: {
  password: string;
  email: string;
  displayName?: string | undefined;
}): Promise<void> {
  common ??= commonPasswords();
  const plain = password.trim().toLowerCase();
  const known = [email, email.split('@')[0] ?? '', displayName].map((text) => text.trim().toLowerCase());
  const why = (await common).has(plain)
    ? 'Is one of the passwords that everybody uses'
    : known.includes(plain)
      ? 'Must not be your e-mail or name'
      : new Set(plain).size < MIN_DIFFERENT
        ? `Needs at least ${MIN_DIFFERENT} different characters`
        : null;
  if (why) {
    throw new Problem('invalid-request', 'Choose another password.', {
      errors: [{ pointer: '/password', detail: why }],
    });
  }
}
