import { Problem } from '../../domain/problems.js';

/** Refuses bytes that are no UTF-8, where the usual decoders put another character in their place; drops a BOM. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The object or array that a JSON body is (RFC 8259); an empty body is an empty object.
 * @throws Problem malformed-request, also for text that is not valid Unicode and for keys that reach prototypes.
 */
export function parseJson(body: Uint8Array): unknown {
  try {
    const text = utf8.decode(body);
    const value: unknown = text === '' ? {} : JSON.parse(text, refuseUnsound);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw error instanceof Problem ? error : malformed('The body is not valid JSON in UTF-8.');
  }
  throw malformed('The body is neither an object nor an array.');
}

const malformed = (detail: string): Problem => new Problem('malformed-request', detail);

/** Called for every key with its value; half of a surrogate pair can be written as an escape. */
function refuseUnsound(key: string, value: unknown): unknown {
  if (key === '__proto__') throw malformed('A key of the body has a name that is not taken.');
  if (isUnsound(key) || (typeof value === 'string' && isUnsound(value)))
    throw malformed('A text in the body has half of a surrogate pair.');
  return value;
}

const isUnsound = (text: string): boolean => /\p{Surrogate}/u.test(text);
