import { foldText } from '../../text/fold-text.js';
import { plainFormula } from './plain-formula.js';

const ARTICLE = /^(?:the|an?) (?=.)/;

/**
 * The words of a short answer, as two are compared: without case, accents, punctuation and the article at the front.
 * Signs of numbers and formulas stay: 1.5 is not 15, Na+ is not Na-, and 10³ is not 103.
 */
export const answerWords = (text: string): string[] =>
  foldText(plainFormula(text))
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replaceAll('\u2044', '/')
    .replace(/(?<=\d),(?=\d)/gu, '.')
    .replace(/(?<=\p{L})-(?=[\p{L}\d])/gu, ' ')
    .replace(/\s*\^\s*/gu, '^')
    // Behind a digit it parts two numbers. Behind a letter many leave it out: mc2, Fe3+.
    .replace(/(?<=[\p{L})])\^/gu, '')
    .replace(/(?<=\d)\s*[:∶]\s*(?=\d)/gu, ':')
    .replace(/!\s*(?=[=<>∈∋⊂⊃∃≡≈])/gu, '!')
    .replace(/['’‘`´"“”«»„…()[\]{}?;]|!(?![=<>∈∋⊂⊃∃≡≈])|(?<!\d):|:(?!\d)|[.,](?!\d)|\p{Cf}/gu, ' ')
    .replace(/_/g, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(ARTICLE, '')
    .split(' ')
    .filter((word) => word !== '');

/** The same, where a hyphen between a letter and a digit is a minus: s-1 may mean s⁻¹, though C-14 is C14. */
export const wordsWithMinus = (text: string): string[] =>
  answerWords(text.replace(/(?<=\p{L})[\p{Pd}\u2212](?=\d)/gu, '^-'));
