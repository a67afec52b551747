import { foldText } from '../text/fold-text.js';
import { languageOf } from '../text/language.js';
import { QUESTION_WORDS } from '../text/question-words.js';
import { segmenterOf } from '../text/segmenters.js';
import { isUnspaced, UNSPACED } from '../text/unspaced.js';
import { BACK, UNSPACED_BACK } from './back-words.js';

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

/** Whether a question has a word that stands for something named before, in its language, or in any where none is told. */
export function pointsBack(question: string): boolean {
  const language = languageOf(question);
  const plain = inSmallLetters(question.normalize('NFC'), language).replaceAll('ё', 'е');
  const patterns = language ? [BACK[language], BACK.hi] : Object.values(BACK);
  return patterns.some((one) => one?.test(plain)) || unspacedWords(question).some((word) => UNSPACED_BACK.test(word));
}

/** Whether all that a question asks for are aspects of whatever is spoken of: 'What are the main advantages?' */
export function namesNothing(question: string): boolean {
  if (isUnspaced(question)) {
    return unspacedWords(question).every((word) => NAMELESS_UNSPACED.has(word) || !/\p{L}/u.test(word));
  }
  const nameless = NAMELESS[languageOf(question) ?? 'en'];
  const words = foldText(question).match(/[\p{L}\p{M}\p{N}]{2,}/gu) ?? [];
  return words.every((word) => nameless?.has(word));
}

/** The words of a question in a script without spaces; none of another. */
const unspacedWords = (question: string): string[] =>
  isUnspaced(question) ? [...segmenterOf('word', 'zh').segment(question)].map(({ segment }) => segment) : [];

/** By language, folded: words that ask, and those for an aspect. */
const NAMELESS: Record<string, Set<string>> = Object.fromEntries(
  Object.entries(QUESTION_WORDS).map(([language, { fillers, aspects }]) => [
    language,
    new Set(foldText(`${fillers} ${aspects}`).split(' ')),
  ]),
);
const NAMELESS_UNSPACED = new Set([...(NAMELESS.zh ?? []), ...(NAMELESS.ja ?? [])]);

/**
 * A question with small letters where sentences begin, in English also where a word is in capitals (THIS), and all where
 * Every Word Begins With One. Elsewhere 'IT', 'Sie' and 'ELA' are no pronouns of the third person.
 */
function inSmallLetters(question: string, language: string | undefined): string {
  if (!/(?<!\p{L})\p{Ll}{4,}/u.test(question)) return question.toLowerCase();
  const plain = question.replace(START_OF_SENTENCE, (letter) => letter.toLowerCase());
  return language === 'en' ? plain.replace(/\p{Lu}{3,}/gu, (word) => word.toLowerCase()) : plain;
}

const START_OF_SENTENCE = /(?<=(?:^|\n|[.!?…:]\s)[\s¿¡«"“„(‘'>)*•–-]{0,4})\p{Lu}/gu;
