import type { Lexicon } from './lexicon.js';
import type { Quantity } from './quantities.js';
import type { Word } from './words.js';

/** Words that say something of their own: no function words, numbers, units, or words of negation. */
export function contentWordsOf(words: readonly Word[], lexicon: Lexicon, quantities: readonly Quantity[]): Word[] {
  return words.filter(
    (word) => isContent(word, lexicon) && !quantities.some(({ start, end }) => word.start < end && start < word.end),
  );
}

function isContent({ text, folded, isCapital }: Word, lexicon: Lexicon): boolean {
  const { functionWords, negations, about, months, units, clauseStarts } = lexicon;
  // 'A' of a blood group, 'P' of a wave.
  if (/^\p{Lu}$/u.test(text)) return isCapital || !functionWords.has(folded);
  // A sign of kana alone is a particle or an ending.
  if (lexicon.code === 'ja' && /^\p{Script=Hiragana}{1,2}$/u.test(text)) return false;
  if (
    folded.length === 1 &&
    /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}]$/u.test(folded)
  )
    return false;
  if (/^\p{N}+$/u.test(folded)) return false;
  return (
    ![functionWords, negations, about, clauseStarts].some((set) => set.has(folded)) &&
    !months.has(folded) &&
    !units.has(folded)
  );
}
