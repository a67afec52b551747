import { ARABIC_MARKS, CYRILLIC_MARKS, DEVANAGARI_MARKS, LATIN_MARKS, type LanguageMarks } from './language-marks.js';

/** Letters at most that are looked at, and those that tell at least. */
const SAMPLE = 2_000;
const MIN_LETTERS = 20;
/** Of the letters of a text in Chinese and Japanese signs, those that are kana where it is Japanese. */
const MIN_KANA = 0.05;
/** What a word, a letter and an ending tell, and a letter that a language has not. */
const WORTH = { word: 1, letter: 0.6, ending: 0.3, foreign: -0.6 };
/** What tells of a language in a hundred words at least. */
const MIN_SCORE = 8;
/**
 * Where so many words have a capital, they are names, whose letters and endings are of anywhere: short words tell alone, and
 * only those that are no names themselves (In, Ga).
 */
const OF_NAMES = 0.4;
const NAME = /^\p{Lu}\p{Ll}/u;

/** Scripts of one language. */
const OF_ONE: readonly (readonly [string, string])[] = (
  'Hangul=ko Greek=el Hebrew=he Thai=th Lao=lo Khmer=km Myanmar=my Georgian=ka Armenian=hy Bengali=bn Tamil=ta Telugu=te ' +
  'Kannada=kn Malayalam=ml Gujarati=gu Gurmukhi=pa Sinhala=si Ethiopic=am Tibetan=bo'
)
  .split(' ')
  .map((pair) => pair.split('=') as [string, string]);

/** Letters that all languages of a script have. */
const COMMON = /[a-zабвгдежзклмнопрстуфхцчшюя\u0627-\u063a\u0641-\u0648\u0900-\u097f]/u;

/** Languages that share a script, with what tells them: each by its place in the list. */
interface Shared {
  script: string;
  languages: readonly string[];
  words: ReadonlyMap<string, readonly number[]>;
  endings: ReadonlyMap<string, readonly number[]>;
  letters: readonly ReadonlySet<string>[];
}

const SHARED: readonly Shared[] = [
  sharedOf('Latin', LATIN_MARKS),
  sharedOf('Cyrillic', CYRILLIC_MARKS),
  sharedOf('Arabic', ARABIC_MARKS),
  sharedOf('Devanagari', DEVANAGARI_MARKS),
];

function sharedOf(script: string, marks: Readonly<Record<string, LanguageMarks>>): Shared {
  const all = Object.values(marks);
  return {
    script,
    languages: Object.keys(marks),
    words: placesOf(all.map(({ words }) => words)),
    endings: placesOf(all.map(({ endings = '' }) => endings)),
    letters: all.map(({ letters = '' }) => new Set(letters)),
  };
}

function placesOf(lists: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, list] of lists.entries())
    for (const word of new Set(list.split(' '))) if (word) places.set(word, [...(places.get(word) ?? []), at]);
  return places;
}

const SCRIPTS = new Map(
  ['Han', 'Hiragana', 'Katakana', ...OF_ONE.map(([script]) => script), ...SHARED.map(({ script }) => script)].map(
    (script) => [script, new RegExp(`\\p{Script=${script}}`, 'gu')],
  ),
);

/**
 * The language of a page's text as BCP 47 writes it: by its script, and where languages share that by their short words,
 * their letters and endings. `languageOf` in language.ts is for questions, which have few words.
 * @returns undefined where the text does not tell, such as figures and names
 */
export function pageLanguage(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE).normalize('NFC');
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < MIN_LETTERS && !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u.test(sample))
    return undefined;
  const counts = new Map([...SCRIPTS].map(([script, pattern]) => [script, sample.match(pattern)?.length ?? 0]));
  const countOf = (script: string) => counts.get(script) ?? 0;
  const kana = countOf('Hiragana') + countOf('Katakana');
  const signs = countOf('Han') + kana;
  // A sign says more than a letter.
  const candidates: [number, () => string | undefined][] = [
    [signs * 3, () => (kana >= signs * MIN_KANA ? 'ja' : 'zh')],
    ...OF_ONE.map(([script, language]): [number, () => string] => [
      countOf(script) * (script === 'Hangul' ? 2 : 1),
      () => language,
    ]),
    ...SHARED.map((shared): [number, () => string | undefined] => [
      countOf(shared.script),
      () => mostLikely(sample, shared),
    ]),
  ];
  const [count, tell] = candidates.reduce((most, one) => (one[0] > most[0] ? one : most));
  return count > 0 ? tell() : undefined;
}

function mostLikely(sample: string, { languages, words, endings, letters }: Shared): string | undefined {
  const scores = new Float64Array(languages.length);
  const byWords = new Float64Array(languages.length);
  let capitals = 0;
  // What many languages have tells little.
  const add = (places: readonly number[], worth: number, to = scores) => {
    for (const at of places) to[at] = (to[at] ?? 0) + worth / Math.sqrt(places.length);
  };
  const found = sample.match(/[\p{L}\p{M}]+(?:['’]\p{L}+)?/gu) ?? [];
  for (const written of found) {
    const word = written.toLowerCase();
    if (/^\p{Lu}/u.test(written)) capitals += 1;
    const places = words.get(word) ?? words.get(word.replace('’', "'"));
    if (places) {
      add(places, WORTH.word);
      if (!NAME.test(written)) add(places, WORTH.word, byWords);
    } else if (word.length > 4) for (const length of ENDINGS) add(endings.get(word.slice(-length)) ?? [], WORTH.ending);
    const own = [...word].filter((letter) => !COMMON.test(letter) && /\p{L}/u.test(letter));
    if (own.length === 0) continue;
    const having = letters.flatMap((known, at) => (own.every((letter) => known.has(letter)) ? [at] : []));
    add(having, WORTH.letter);
    for (const at of languages.keys()) if (!having.includes(at)) scores[at] = (scores[at] ?? 0) + WORTH.foreign;
  }
  const best = scores.indexOf(Math.max(...scores));
  const told = capitals >= OF_NAMES * found.length ? byWords : scores;
  return (told[best] ?? 0) * 100 >= MIN_SCORE * found.length ? languages[best] : undefined;
}

/** Letters of the endings that are looked at. */
const ENDINGS = [2, 3, 4, 5];
