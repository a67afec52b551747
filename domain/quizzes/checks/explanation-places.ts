import { asciiFigures, foldText } from '../../text/fold-text.js';
import { isUnspaced } from '../../text/unspaced.js';
import type { Rule } from './flaw.js';
import { phrasePattern, spelledPattern } from './phrases.js';
import { answerTexts, languageOfQuestion } from './texts-of.js';
import { WORDING } from './wording.js';

/** A letter in brackets or by itself, and not before a sign of a formula. */
const LETTER =
  "(?<letter>\\(?[a-fа-е]\\)|[a-fа-е](?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}'’(_^-]|\\s*[=<>≤≥+*/]))";
const FIGURE = '(?:n[or.º°]*\\s*)?(?<figure>[1-6])(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}]|[.,]\\d)';
/** What an option is called by: a letter in brackets, a capital, or a small one. */
const OPTION_LETTER = /\)$|^[A-FА-Еa-f]$/u;
/** Languages in which a small `a` or `e` is a word, unless a mark or a verb stands behind it: `answer a is right`. */
const A_IS_A_WORD: ReadonlySet<string> = new Set(['en', 'es', 'fr', 'pt']);
const A_AS_WORD = /^[ae](?!\)|\s*[.,;:]|\s+(?:is|are|was)\s)/u;
/** `The answer is B`, `la respuesta correcta es la B`: only capitals are looked for behind a verb. */
const VERB = '(?<verb>(?:\\p{L}+\\s+)?(?:is|was|ist|war|es|est|é|era)\\s+(?:(?:the|die|la|le|el|a|o)\\s+)?)?';
/** `One` is an option where something is said of its truth. */
const ONE = 'one(?=\\s+(?:is|was|are)\\s+(?:right|wrong|correct|incorrect|true|false))';

/** An explanation names no option by a letter or a place: each student sees them in another order. */
export const checkExplanationPlaces: Rule = (question, context) => {
  const language = languageOfQuestion(question, context.language);
  const { options, answers, places } = WORDING[language];
  const texts = answerTexts(question).map(({ text }) => text);
  const mayBeValue = (sign: string) =>
    texts.length === 0 ||
    texts.some((text) => new RegExp(`(?<![\\p{L}\\p{N}])${sign}(?![\\p{L}\\p{N}])`, 'u').test(text));
  const found =
    namedIn(question.explanation, { words: options, language, mayBeValue: () => false }) ??
    namedIn(question.explanation, { words: answers, language, mayBeValue }) ??
    placedIn(question.explanation, `${options}|${answers}`, places);
  if (found === undefined) return [];
  return [{ check: 'explanation-places', field: 'explanation', message: `it names an option by its place: ${found}` }];
};

interface Naming {
  words: string;
  language: string;
  /** Whether a figure, or a letter behind a verb, may be what an option says. */
  mayBeValue: (sign: string) => boolean;
}

/** What names an option by a letter or a figure behind one of some words. */
function namedIn(text: string, { words, language, mayBeValue }: Naming): string | undefined {
  const [before, after] = isUnspaced(words) ? ['', '(?<verb>是|は)?[:：]?\\s*'] : ['(?<!\\p{L})', `s?:?\\s+${VERB}`];
  const pattern = new RegExp(`${before}(?:${spelledPattern(words)})${after}(?:${LETTER}|${FIGURE})`, 'giu');
  const plain = asciiFigures(text.normalize('NFKC'));
  return [...plain.matchAll(pattern)].find(({ 0: whole, index, groups }) => {
    const { verb, letter, figure = '' } = groups ?? {};
    if (letter === undefined) return verb === undefined && !mayBeValue(figure);
    if (verb !== undefined) return /[A-FА-Е]\)?$/u.test(letter) && !mayBeValue(letter.replace(/[()]/g, ''));
    const isWord = A_IS_A_WORD.has(language) && A_AS_WORD.test(letter + plain.slice(index + whole.length));
    return OPTION_LETTER.test(letter) && !isWord;
  })?.[0];
}

/** What calls an option by its place: `the second answer`. */
function placedIn(text: string, words: string, places: string): string | undefined {
  const [option, place] = [phrasePattern(words), phrasePattern(places)];
  const pattern = isUnspaced(words)
    ? new RegExp(`(?:${place})的?(?:${option})`, 'u')
    : new RegExp(`(?<!\\p{L})(?:${place})\\s+(?:${option}|${ONE})(?!\\p{L})`, 'u');
  return pattern.exec(foldText(text))?.[0];
}
