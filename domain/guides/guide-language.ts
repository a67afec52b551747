import { wordsOf } from './words.js';

/** What a question about a whole material may want of it. */
export const ABOUT_KINDS = ['about', 'summary', 'points', 'first'] as const;
export type AboutKind = (typeof ABOUT_KINDS)[number];

/** What is known of one language, from `content/guide/`. */
export interface GuideLanguage {
  /** BCP 47. */
  language: string;
  /** Questions about a whole material, by what they want of it. */
  questions: Record<AboutKind, readonly string[]>;
  /** All words that such questions are made of, and no topic's. */
  vocabulary: ReadonlySet<string>;
  /** What a material is called, as a whole or in part. */
  wholes: readonly string[];
  /** Beginnings of words that only such questions have, and phrases. */
  keys: readonly string[];
  /** What a part of a document is called, such as chapter. */
  places: ReadonlySet<string>;
  pages: ReadonlySet<string>;
  /** Those of both that stand without a space beside a number, as they are written. */
  attached: readonly string[];
  /** Words for one, two and so on: cardinals and ordinals. */
  numbers: readonly ReadonlySet<string>[];
  /** What stands between a term and what it is. */
  defines: readonly string[];
  articles: ReadonlySet<string>;
  /** Words at the beginning of a sentence that rests on the one before. */
  back: ReadonlySet<string>;
  /** Questions to be asked of a material, with `{term}` or `{heading}` in them. */
  ask: { term: string; section: string };
}

/** Words looked at, and their share that must be a language's. */
const SAMPLE_CHARACTERS = 8_000;
const MIN_SHARE = 0.12;

/** The language of a text: the one whose common words it has most of. */
export function languageOf(text: string, languages: readonly GuideLanguage[]): GuideLanguage | undefined {
  const words = wordsOf(text.slice(0, SAMPLE_CHARACTERS));
  const shares = languages.map((language) => {
    const known = words.filter((word) => language.vocabulary.has(word)).length;
    return { language, share: words.length > 0 ? known / words.length : 0 };
  });
  const best = shares.reduce<(typeof shares)[number] | undefined>(
    (top, one) => (one.share > (top?.share ?? MIN_SHARE) ? one : top),
    undefined,
  );
  return best?.language;
}
