import { foldWord } from './fold.js';
import { LANGUAGES } from './languages/index.js';
import type { LanguageCode } from './languages/language-data.js';

/** A language's words, folded and ready for look-up. Phrases are words with `_` for their spaces. */
export interface Lexicon {
  code: LanguageCode;
  /** Whether words stand without spaces between them. */
  isUnspaced: boolean;
  functionWords: ReadonlySet<string>;
  negations: ReadonlySet<string>;
  preventions: ReadonlySet<string>;
  determiners: ReadonlySet<string>;
  affirmations: ReadonlySet<string>;
  clauseStarts: ReadonlySet<string>;
  than: ReadonlySet<string>;
  more: ReadonlySet<string>;
  less: ReadonlySet<string>;
  /** The opposites of a word. */
  antonyms: ReadonlyMap<string, ReadonlySet<string>>;
  about: ReadonlySet<string>;
  numbers: ReadonlyMap<string, number>;
  ordinals: ReadonlyMap<string, number>;
  factors: ReadonlyMap<string, number>;
  /** 1 to 12. */
  months: ReadonlyMap<string, number>;
  /** A unit's sign by its words. */
  units: ReadonlyMap<string, string>;
  /** Phrases by their first word, the longest first, each as its words. */
  phrases: ReadonlyMap<string, readonly (readonly string[])[]>;
}

const made = new Map<LanguageCode, Lexicon>();

/** The words of a language; read from its data once. */
export function lexiconOf(code: LanguageCode): Lexicon {
  const known = made.get(code);
  if (known) return known;
  const lexicon = makeLexicon(code);
  made.set(code, lexicon);
  return lexicon;
}

function makeLexicon(code: LanguageCode): Lexicon {
  const data = LANGUAGES[code];
  const sets = {
    functionWords: setOf(data.functionWords),
    negations: setOf(data.negations),
    preventions: setOf(data.preventions),
    determiners: setOf(data.determiners),
    affirmations: setOf(data.affirmations),
    clauseStarts: setOf(data.clauseStarts),
    than: setOf(data.than),
    more: setOf(data.more),
    less: setOf(data.less),
    about: setOf(data.about),
  };
  const units = new Map(
    wordsIn(data.units).flatMap((entry) => {
      const [sign = '', words = ''] = splitOnce(entry, '=');
      return words.split(',').map((word) => [foldWord(word), sign] as const);
    }),
  );
  const months = new Map(
    wordsIn(data.months).flatMap((names, at) => names.split('/').map((name) => [foldWord(name), at + 1] as const)),
  );
  const maps = { numbers: valuesOf(data.numbers), ordinals: valuesOf(data.ordinals), factors: valuesOf(data.factors) };
  const all = [...Object.values(sets).flatMap((set) => [...set]), ...units.keys()];
  return {
    code,
    isUnspaced: code === 'zh' || code === 'ja',
    ...sets,
    ...maps,
    antonyms: oppositesOf(data.antonyms),
    months,
    units,
    phrases: phrasesOf(all),
  };
}

const wordsIn = (text: string): string[] => text.split(' ').filter((word) => word !== '');
const setOf = (text: string): Set<string> => new Set(wordsIn(text).map(foldWord));
const splitOnce = (text: string, mark: string): string[] => {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + 1)];
};

const valuesOf = (text: string): Map<string, number> =>
  new Map(
    wordsIn(text).map((entry) => {
      const [word = '', value = ''] = splitOnce(entry, '=');
      return [foldWord(word), Number(value)] as const;
    }),
  );

function oppositesOf(text: string): Map<string, Set<string>> {
  const opposites = new Map<string, Set<string>>();
  const add = (word: string, other: string) => opposites.set(word, (opposites.get(word) ?? new Set()).add(other));
  for (const pair of wordsIn(text)) {
    const [a = '', b = ''] = pair.split('/').map(foldWord);
    add(a, b);
    add(b, a);
  }
  return opposites;
}

function phrasesOf(words: readonly string[]): Map<string, string[][]> {
  const phrases = new Map<string, string[][]>();
  for (const word of new Set(words)) {
    if (!word.includes('_')) continue;
    const parts = word.split('_');
    const [first = ''] = parts;
    phrases.set(
      first,
      [...(phrases.get(first) ?? []), parts].toSorted((a, b) => b.length - a.length),
    );
  }
  return phrases;
}
