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
/** The letters that options are called by: a small `a` or `e` without a bracket is a word (`a answer a`). */
const CALLS = /\)$|^[A-FА-Еb-df]$/u;
/** `One` is an option where something is said of its truth. */
const ONE = 'one(?=\\s+(?:is|was|are)\\s+(?:right|wrong|correct|incorrect|true|false))';

/** An explanation names no option by a letter or a place: each student sees them in another order. */
export const checkExplanationPlaces: Rule = (question, context) => {
  const { options, answers, places } = WORDING[languageOfQuestion(question, context.language)];
  const texts = answerTexts(question).map(({ text }) => text);
  const areNumbers = texts.length === 0 || texts.some((text) => /\p{Nd}/u.test(text));
  const found =
    calledIn(question.explanation, options, `${LETTER}|${FIGURE}`) ??
    calledIn(question.explanation, answers, areNumbers ? LETTER : `${LETTER}|${FIGURE}`) ??
    placedIn(question.explanation, `${options}|${answers}`, places);
  if (found === undefined) return [];
  return [{ check: 'explanation-places', field: 'explanation', message: `it names an option by its place: ${found}` }];
};

/** What calls an option by a letter or a figure behind one of some words. */
function calledIn(text: string, words: string, signs: string): string | undefined {
  const [before, after] = isUnspaced(words) ? ['', '\\s*'] : ['(?<!\\p{L})', 's?\\s+'];
  const pattern = new RegExp(`${before}(?:${spelledPattern(words)})${after}(?:${signs})`, 'giu');
  const called = asciiFigures(text.normalize('NFKC')).matchAll(pattern);
  return [...called].find(({ groups }) => groups?.letter === undefined || CALLS.test(groups.letter))?.[0];
}

/** What calls an option by its place: `the second answer`. */
function placedIn(text: string, words: string, places: string): string | undefined {
  const [option, place] = [phrasePattern(words), phrasePattern(places)];
  const pattern = isUnspaced(words)
    ? new RegExp(`(?:${place})的?(?:${option})`, 'u')
    : new RegExp(`(?<!\\p{L})(?:${place})\\s+(?:${option}|${ONE})(?!\\p{L})`, 'u');
  return pattern.exec(foldText(text))?.[0];
}
