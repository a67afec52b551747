/** Characters at the end of a text that are looked at. */
const TAIL = 600;
/** What repeats is this long at most: a few words. */
const LONGEST_UNIT = 120;

/**
 * Whether a text ends in the same few characters over and over: small models fall into that and go on until their
 * limit, in minutes that somebody waits for.
 */
export function repeatsItself(text: string): boolean {
  const tail = text.slice(-TAIL);
  if (tail.length < TAIL) return false;
  for (let unit = 1; unit <= LONGEST_UNIT; unit++) if (tail.slice(unit) === tail.slice(0, -unit)) return true;
  return false;
}
