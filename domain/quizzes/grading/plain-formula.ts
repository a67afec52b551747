import { plainTex } from '../../text/plain-tex.js';

const RAISED = /[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+/gu;
/** ½ and its like, and how a number stands before one. */
const VULGAR = /(?<=(\d)?\s*)[\u00bc-\u00be\u2150-\u215e]/gu;
const MIXED = /(?<=\d)\s+(?=\d+[/\u2044]\d)/gu;
/** Emphasis of Markdown: its stars hug what they mark, and stand outside of words. */
const EMPHASIS = /(?<![\p{L}\p{N}*])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![\p{L}\p{N}*])/gu;
/** Signs of relations, some of which are others that are struck through. */
const RELATIONS = /[\u2190-\u22ff]/gu;

/**
 * A text with its formulas as a keyboard has them, before folding takes from ², ½ and ≠ what they say: `^2`, `1/2` and
 * `!=`. Emphasis goes.
 */
export const plainFormula = (text: string): string =>
  plainTex(withOddDollar(text).replace(/\\[()[\]]/g, ' '))
    .replace(EMPHASIS, '$2')
    .replace(RAISED, (raised) => `^${raised.normalize('NFKC')}`)
    .replace(VULGAR, (sign, digit?: string) => `${digit === undefined ? '' : '+'}${sign.normalize('NFKC')}`)
    .replace(MIXED, '+')
    .replace(RELATIONS, (sign) => sign.normalize('NFD').replace(/^(.)\u0338$/u, '!$1'))
    .replace(/[\u2033\u2034]/gu, (primes) => primes.normalize('NFKC'))
    // f'(x) is a derivative; elsewhere an apostrophe says nothing.
    .replace(/(?<=\p{L}['’‘´`]*)['’‘´`](?=['’‘´`]*\()/gu, '\u2032');

/** Two dollars are around a formula; a single one is money, or part of a name. */
const withOddDollar = (text: string): string => {
  const dollars = text.match(/(?<!\\)\$/g) ?? [];
  return dollars.length % 2 === 0 ? text : text.replace(/(?<!\\)\$/g, '\\$');
};
