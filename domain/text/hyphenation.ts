/** First parts that keep their hyphen; as the beginning of a longer word they are rare. */
const KEPT_FIRST = new Set('self,well,quasi,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety'.split(','));
/** Endings that make one word without a hyphen of such a first part: selfish, wellness. */
const SOLID_ENDINGS = new Set('ish,ishly,ishness,less,lessly,ness,head,spring'.split(','));
/** Second parts that make a compound with almost any word but the prefixes below. */
const KEPT_SECOND = new Set('based,called,driven,friendly,induced,known,oriented,shaped,sized,specific'.split(','));
const PREFIXES = new Set('counter,dis,fore,inter,mis,out,over,pre,sub,super,trans,under'.split(','));

/** A word at a line's end and its rest; of a longer word only the end, since what is before it changes nothing. */
const BROKEN =
  /([\p{L}\p{M}\p{N}\-\u2010]{0,60}[\p{L}\p{M}\p{N}])([-\u2010\u00AD])[ \t]*\n[ \t]*(\p{L}[\p{L}\p{M}]{0,60})(\S{0,200})[ \t]*\n?/gu;
/** Lines that a word may go on in. */
const MAX_LINES = 4;

/**
 * Joins words that are broken at a line's end; the line then ends after the word. The hyphen goes where the
 * next line goes on in small letters, but stays where
 * - the page shows the compound within a line (and goes where the page shows the word without a hyphen),
 * - the first part is a compound already (`state-of-the-`), has figures (`20-`) or is one letter (`x-`),
 * - one of the parts is known for compounds (`well-`, `twenty-`, `-based`), by a short list and not a dictionary,
 * - the second part has a capital (`Anglo-Saxon`), unless both are in capitals.
 * A hyphen after a space, or before figures, is a dash, and the line is left alone. Soft hyphens always go.
 */
export function joinHyphenatedWords(text: string): string {
  if (!/[-\u2010\u00AD][ \t]*\n/u.test(text)) return text;
  const seen = wordsWithin(text);
  let joined = text;
  for (let line = 0; line < MAX_LINES; line += 1) {
    const before = joined;
    joined = before.replace(BROKEN, (_, first: string, hyphen: string, second: string, rest: string) => {
      const keeps = hyphen !== '\u00AD' && keepsHyphen(first, second, seen);
      return `${first}${keeps ? hyphen : ''}${second}${rest}\n`;
    });
    if (joined === before) break;
  }
  return text.endsWith('\n') ? joined : joined.replace(/\n$/, '');
}

function keepsHyphen(first: string, second: string, seen: ReadonlySet<string>): boolean {
  const [head, tail] = [first.toLowerCase(), second.toLowerCase()];
  if (seen.has(`${head}-${tail}`)) return true;
  if (seen.has(`${head}${tail}`)) return false;
  if (/^\p{Lu}/u.test(second) && !isCapitals(first + second)) return true;
  if (/[-\u2010\p{N}]/u.test(first) || first.length === 1) return true;
  if (KEPT_FIRST.has(head)) return !SOLID_ENDINGS.has(tail);
  return KEPT_SECOND.has(tail) && head.length > 2 && !PREFIXES.has(head);
}

const isCapitals = (word: string) => word === word.toUpperCase();

/** The words of a text that stand within a line, with plain hyphens, in small letters. */
function wordsWithin(text: string): Set<string> {
  const words = new Set<string>();
  for (const line of text.split('\n')) {
    const found = line.match(/[\p{L}\p{M}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
    // The line's first and last words may be halves.
    for (const word of found.slice(1, -1)) words.add(word.replace(/[\u2010\u2011]/gu, '-').toLowerCase());
  }
  return words;
}
