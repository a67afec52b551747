/** First parts that keep their hyphen; as the beginning of a longer word they are rare. */
const KEPT_FIRST = new Set('self,well,quasi,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety'.split(','));
/** Endings that make one word without a hyphen of such a first part: selfish, wellness. */
const SOLID_ENDINGS = new Set('ish,ishly,ishness,less,lessly,ness,head,spring'.split(','));
/** Second parts that make a compound with almost any word but the prefixes below. */
const KEPT_SECOND = new Set('based,called,driven,friendly,induced,known,oriented,shaped,sized,specific'.split(','));
const PREFIXES = new Set('counter,dis,fore,inter,mis,out,over,pre,sub,super,trans,under'.split(','));

/**
 * The hyphen of a word at a line's end, what is before it, and the rest of the word; of a longer word only the end, since
 * what is before that changes nothing. It looks back from hyphens alone: most words have none.
 */
const BROKEN =
  /([-\u2010\u00AD])(?<=([\p{L}\p{M}\p{N}\-\u2010]{0,60}[\p{L}\p{M}\p{N}])[-\u2010\u00AD])[ \t]*\n[ \t]*(\p{L}[\p{L}\p{M}]{0,60})(\S{0,200})[ \t]*\n?/gu;
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
  const isShown = wordsWithin(text);
  let joined = text;
  for (let line = 0; line < MAX_LINES; line += 1) {
    const before = joined;
    joined = before.replace(BROKEN, (_, hyphen: string, first: string, second: string, rest: string) => {
      const keeps = hyphen !== '\u00AD' && keepsHyphen(first, second, isShown);
      return `${keeps ? hyphen : ''}${second}${rest}\n`;
    });
    if (joined === before) break;
  }
  return text.endsWith('\n') ? joined : joined.replace(/\n$/, '');
}

function keepsHyphen(first: string, second: string, isShown: (word: string) => boolean): boolean {
  const [head, tail] = [first.toLowerCase(), second.toLowerCase()];
  if (isShown(`${head}-${tail}`)) return true;
  if (isShown(`${head}${tail}`)) return false;
  if (/^\p{Lu}/u.test(second) && !isCapitals(first + second)) return true;
  if (/[-\u2010\p{N}]/u.test(first) || first.length === 1) return true;
  if (KEPT_FIRST.has(head)) return !SOLID_ENDINGS.has(tail);
  return KEPT_SECOND.has(tail) && head.length > 2 && !PREFIXES.has(head);
}

const isCapitals = (word: string) => word === word.toUpperCase();

/** Tells whether a word in small letters, with plain hyphens, stands within a line of a text. */
function wordsWithin(text: string): (word: string) => boolean {
  const plain = text.toLowerCase().replace(/[\u2010\u2011]/g, '-');
  let words: Set<string> | undefined;
  return (word) => {
    // Most stand nowhere, and parting a page into its words takes as long as the rest of it.
    if (!plain.includes(word)) return false;
    words ??= new Set(plain.split('\n').flatMap(wordsInside));
    return words.has(word);
  };
}

/** The words of a line but for its first and last, which may be halves. */
const wordsInside = (line: string): string[] =>
  (line.match(/[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*/gu) ?? []).slice(1, -1);
