/** Every space but the plain one. */
const OTHER_SPACES = /(?! )\p{Zs}/gu;

/** Controls, and code points that never stand for a character: nobody types them, and some clients drop them. */
const NOT_TYPED = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

/**
 * A password in the form in which it is compared (RFC 8265, OpaqueString): composed, and with plain spaces, so that one
 * password is the same on every keyboard. Letters keep their case, and nothing is trimmed.
 */
export const opaqueString = (password: string): string => password.replaceAll(OTHER_SPACES, ' ').normalize('NFC');

/** Whether a text can be a password at all. */
export const canBePassword = (text: string): boolean => text !== '' && !NOT_TYPED.test(text);
