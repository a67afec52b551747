/** Letters that are not taken for others, nor for digits: without I, L and O. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;

/**
 * A new friend code.
 * @param bytes random ones, more than enough; those that would favor some letters are passed over
 * @throws RangeError where they do not suffice
 */
export function friendCodeOf(bytes: Uint8Array): string {
  const fair = [...bytes].filter((byte) => byte < 256 - (256 % LETTERS.length)).slice(0, LENGTH);
  if (fair.length < LENGTH) throw new RangeError('too few random bytes');
  return fair.map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** A friend code as somebody types it, with small letters, spaces and hyphens; undefined for what can be none. */
export function readFriendCode(text: string): string | undefined {
  const code = text.replace(/[\s-]/gu, '').toUpperCase();
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : undefined;
}
