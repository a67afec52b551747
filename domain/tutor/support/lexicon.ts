import { foldText } from '../../text/fold-text.js';
import { LANGUAGES } from './languages/index.js';
import type { LanguageCode } from './languages/language-data.js';

/** A language's words, folded and ready for look-up. Phrases are words with `_` for their spaces. */
export type Lexicon = ReturnType<typeof makeLexicon>;

const made = new Map<LanguageCode, Lexicon>();

/** The words of a language; read from its data once. */
export function lexiconOf(code: LanguageCode): Lexicon {
  const lexicon = made.get(code) ?? makeLexicon(code);
  made.set(code, lexicon);
  return lexicon;
}

function makeLexicon(code: LanguageCode) {
  const data = LANGUAGES[code];
  const sets = {
    functionWords: setOf(data.functionWords),
    negations: setOf(data.negations),
    preventions: setOf(data.preventions),
    affirmations: setOf(data.affirmations),
    clauseStarts: setOf(data.clauseStarts),
    than: setOf(data.than),
    more: setOf(data.more),
    less: setOf(data.less),
    about: setOf(data.about),
    minus: setOf(data.minus),
  };
  const units = new Map(
    wordsIn(data.units).flatMap((entry) => {
      const [sign = '', words = ''] = entry.split('=');
      return words.split(',').map((word) => [foldText(word), sign] as const);
    }),
  );
  return {
    code,
    /** Whether words stand without spaces between them. */
    isUnspaced: code === 'zh' || code === 'ja',
    ...sets,
    numbers: valuesOf(data.numbers),
    ordinals: valuesOf(data.ordinals),
    factors: valuesOf(data.factors),
    /** The opposites of a word. */
    antonyms: oppositesOf(data.antonyms),
    /** 1 to 12. */
    months: new Map(
      wordsIn(data.months).flatMap((names, at) => names.split('/').map((name) => [foldText(name), at + 1] as const)),
    ),
    /** A unit's sign by its words. */
    units,
    /** Phrases by their first word, the longest first, each as its words. */
    phrases: phrasesOf([...Object.values(sets).flatMap((set) => [...set]), ...units.keys()]),
  };
}

const wordsIn = (text: string): string[] => text.split(' ').filter((word) => word !== '');
const setOf = (text: string): ReadonlySet<string> => new Set(wordsIn(text).map(foldText));

const valuesOf = (text: string): ReadonlyMap<string, number> =>
  new Map(
    wordsIn(text).map((entry) => {
      const [word = '', value = ''] = entry.split('=');
      return [foldText(word), Number(value)] as const;
    }),
  );

function oppositesOf(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const opposites = new Map<string, Set<string>>();
  for (const pair of wordsIn(text)) {
    const [a = '', b = ''] = pair.split('/').map(foldText);
    opposites.set(a, (opposites.get(a) ?? new Set()).add(b));
    opposites.set(b, (opposites.get(b) ?? new Set()).add(a));
  }
  return opposites;
}

function phrasesOf(words: readonly string[]): ReadonlyMap<string, readonly string[][]> {
  const phrases = new Map<string, string[][]>();
  const all = words.filter((word) => word.includes('_')).map((word) => word.split('_'));
  for (const parts of all.toSorted((a, b) => b.length - a.length)) {
    const [first = ''] = parts;
    phrases.set(first, [...(phrases.get(first) ?? []), parts]);
  }
  return phrases;
}
