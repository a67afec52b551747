/** Languages whose words the rules of support know. */
export type LanguageCode = 'en' | 'de' | 'es' | 'fr' | 'pt' | 'ru' | 'ar' | 'hi' | 'zh' | 'ja';

/**
 * What the rules of support know of a language. Words stand in lower case, parted by spaces; a phrase has `_` for
 * its spaces.
 */
export interface LanguageData {
  /** Words that carry no content of their own; they also tell the language of a text. */
  functionWords: string;
  /** Words that turn what their clause says into its opposite. */
  negations: string;
  /** Words that deny without a word of negation: `prevents`. */
  preventions: string;
  /** Phrases with such a word that do not: `not only`. */
  affirmations: string;
  /** Words that begin another clause. */
  clauseStarts: string;
  /** What stands before the thing that something is compared with, or behind it in Japanese. */
  than: string;
  /** Words of comparison: up and down. */
  more: string;
  less: string;
  /** Words of opposite meaning, as `hot/cold`. */
  antonyms: string;
  /** Words that say a number is not exact. */
  about: string;
  /** Words by which a number is below zero, or says how much less something became; `*` stands for any ending. */
  minus: string;
  /** Words of whole numbers, as `two=2`; those that multiply what stands before them are at least 100. */
  numbers: string;
  /** Words of ordinal numbers, which are fractions, too. */
  ordinals: string;
  /** Words of fractions and multiples, as `half=0.5`. */
  factors: string;
  /** January to December, other forms after a slash. */
  months: string;
  /** Words of units by their sign, as `km=kilometre,kilometres`. */
  units: string;
}
