import { foldText } from '../text/fold-text.js';
import { languageOf } from '../text/language.js';
import { QUESTION_WORDS } from '../text/question-words.js';
import { segmenterOf } from '../text/segmenters.js';
import { UNSPACED } from '../text/unspaced.js';

/** A question of fewer long words, such as 'And why?', says too little alone. */
const MIN_LONG_WORDS = 2;
/** Marks are part of words in Devanagari, where the words that point back are known. */
const LONG_WORD = new RegExp(`(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{Script=Devanagari}]){5,}`, 'gu');
/** Two signs of Chinese or Japanese say as much as a long word; what is written in hiragana is mostly endings. */
const LONG_UNSPACED = /^[\p{Script=Han}\p{Script=Katakana}ー]{2,}$/u;

/** Whether a question of a thread goes on from the one before: it points back to it, or says too little alone. */
export function isFollowUp(question: string): boolean {
  const longUnspaced = unspacedWords(question).filter(
    (word) => LONG_UNSPACED.test(word) && !NAMELESS_UNSPACED.has(word),
  );
  const long = (question.match(LONG_WORD)?.length ?? 0) + longUnspaced.length;
  return long < MIN_LONG_WORDS || pointsBack(question) || namesNothing(question);
}

/**
 * Whether a question has a word that stands for something named before. By the words of its language; of English where
 * these do not tell which it is.
 */
export function pointsBack(question: string): boolean {
  const plain = inSmallLetters(question);
  const isBack = [languageOf(question) ?? 'en', 'hi'].some((language) => BACK[language]?.test(plain));
  return isBack || unspacedWords(question).some((word) => UNSPACED_BACK.test(word));
}

/** Whether all that a question asks for are aspects of whatever is spoken of: 'What are the main advantages?' */
function namesNothing(question: string): boolean {
  const nameless = NAMELESS[languageOf(question) ?? 'en'];
  const words = foldText(question).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.every((word) => nameless?.has(word));
}

const unspacedWords = (question: string): string[] =>
  [...segmenterOf('word', 'zh').segment(question)].map(({ segment }) => segment);
const listOf = (words = ''): string[] => words.split(' ');
const { zh, ja } = QUESTION_WORDS;

/** By language, folded: words that ask, and those for an aspect. */
const NAMELESS = byLanguage(({ fillers, aspects }) => new Set(listOf(foldText(`${fillers} ${aspects}`))));
const NAMELESS_UNSPACED = new Set([zh, ja].flatMap((words) => [...listOf(words?.fillers), ...listOf(words?.aspects)]));

/** How questions differ from sentences that begin with a word that points back. */
interface InQuestions {
  /** What points back in questions alone, as parts of a regular expression. */
  also?: string;
  /** What questions have that point to nothing. */
  not?: string;
  /** What does not stand before or after one that points back. */
  before?: string;
  after?: string;
}
const IN_QUESTIONS: Record<string, InQuestions> = {
  en: { also: 'one ones former latter first second third last above', not: 'there' },
  de: {
    also: 'ihnen dafür dabei darin daran seine seinen seiner seinem seines ihre ihren ihrer dessen deren',
    not: 'es',
  },
  // In the first, what a verb has at its end: guardarla. 'esta' may be 'está'.
  es: { also: '\\p{L}{3,}[aei]rl[aeo]s? esos esas aquel aquello aquella aquellos su sus', not: 'esta', before: 'del' },
  fr: {
    also: `(?<=\\p{L}\\s)est-ce c['’]est ses sa leurs (?:quand|comment|pourquoi|où)\\s(?!faut|pleut|existe)\\p{L}+-(?:t-)?(?:il|elle)s?`,
    not: 'il',
    after: `\\squ(?:[ei]|oi)?(?![\\p{L}\\p{M}])`,
  },
  pt: {
    also: 'disto disso nisto nisso deste desta desse dessa neste nesta nesse nessa dele dela deles delas nele nela estes estas esses essas aquilo aquele aquela seu sua seus suas',
    not: 'esta',
  },
  ru: { also: 'нем нему ней них ним ними этого этом этому этой этих этим эту', before: '[—–-]' },
  ar: { not: 'هو هي هم' },
  hi: { also: 'इस उस इन उन' },
};
/** By language: what points back in a question. */
const BACK = byLanguage(({ back }, language) => {
  const { also, not, before, after } = IN_QUESTIONS[language] ?? {};
  const words = [...listOf(back), ...listOf(also)].filter((word) => word !== '' && !listOf(not).includes(word));
  const start = `(?<![\\p{L}\\p{M}\\p{N}-])${before ? `(?<!${before}\\s)` : ''}`;
  const end = `(?![\\p{L}\\p{M}\\p{N}])${after ? `(?!${after})` : ''}`;
  return new RegExp(`${start}(?:${words.map(withoutYo).join('|')})${end}`, 'u');
});
/** In Chinese and Japanese, where a word may go on with another: 它是, 这种. 其 in 土耳其 and 其他 is none. */
const UNSPACED_BACK = new RegExp(
  `^(?:[其此该]$|(?!それぞれ)(?:${[...listOf(zh?.back), ...listOf(ja?.back)].filter((word) => word !== '其').join('|')}))`,
  'u',
);

/**
 * A question as words that point back are looked for: small letters where sentences begin and where whole words are in
 * capitals. Elsewhere 'IT' and 'Sie' are no pronouns of the third person.
 */
function inSmallLetters(question: string): string {
  const small = /\p{Ll}/u.test(question) ? question : question.toLowerCase();
  return withoutYo(
    small.replace(/\p{Lu}{3,}|(?<=(?:^|\n|[.!?…:]\s)[\s¿¡«"“„(]*)\p{Lu}/gu, (part) => part.toLowerCase()),
  );
}

/** Russian as most write it. */
function withoutYo(text: string): string {
  return text.replaceAll('ё', 'е');
}

function byLanguage<T>(make: (words: (typeof QUESTION_WORDS)[string], language: string) => T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(QUESTION_WORDS).map(([language, words]) => [language, make(words, language)]),
  );
}
