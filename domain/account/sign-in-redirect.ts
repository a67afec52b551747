const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** It is kept in a cookie, which holds 4 KB. */
const MAX_LENGTH = 500;

/** Whether a text is exactly an origin to which a login may return: https, or http on the machine itself. */
export function isSignInOrigin(text: string): boolean {
  if (!URL.canParse(text) || text.includes('*')) return false;
  const { origin, protocol, hostname } = new URL(text);
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname)));
}

/**
 * Whether a login may return to an address: it is written as one of the origins and what follows it, and nothing in
 * it is read in two ways by two readers (other characters than visible ASCII, backslashes, fragments).
 */
export function isSignInRedirect(text: string, origins: readonly string[]): boolean {
  if (text.length > MAX_LENGTH || !/^[\x21-\x7e]+$/.test(text) || /[\\#]/.test(text) || !URL.canParse(text))
    return false;
  const { origin } = new URL(text);
  const after = text.slice(origin.length);
  return origins.includes(origin) && text.startsWith(origin) && /^([/?]|$)/.test(after);
}
