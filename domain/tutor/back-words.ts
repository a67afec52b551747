import { QUESTION_WORDS } from '../text/question-words.js';

/**
 * By language: words that stand in a question for something named before. Not `back` of QUESTION_WORDS, by which sentences
 * begin: there 'first' goes on from nothing, and 'es' seldom stands for nothing.
 */
const WORDS: Record<string, string> = {
  en: 'it its they them their he she him his her this that these those one ones former latter first second third last above',
  de: 'er sie ihn ihm ihnen dieser diese dieses diesem diesen davon dazu daraus dadurch dafür dabei darin daran seine seinen seiner seinem seines ihre ihren ihrer dessen deren',
  es: 'él ella ello ellos ellas esto estos estas ese esa eso esos esas aquel aquello aquella aquellos allí su sus',
  fr: 'elle elles ils lui leur leurs cet cette ces ça cela ses sa',
  pt: 'ele ela eles elas este isto esse essa isso ali disto disso nisto nisso deste desta desse dessa neste nesta nesse nessa dele dela deles delas nele nela estes estas esses essas aquilo aquele aquela seu sua seus suas',
  ru: 'он она оно они его ее ему ей их им нем нему ней них ним ними этот эта эти этого этом этому этой этих этим эту тот та там',
  ar: 'ذلك تلك هذا هذه',
  hi: `${QUESTION_WORDS.hi?.back} इस उस इन उन`,
};

/** 'esta' where accents are written, and so is no 'está'. */
const ESTA = '(?:esta(?=.*[áéíóúñãõâêôç])|(?<=[áéíóúñãõâêôç].*)esta)';
/** Not before 'que', 'qui', 'quoi', 'qu’'. */
const NO_QUE = '(?!\\squ(?:[ei]|oi)?(?!\\p{L}))';
/** 'À quoi sert-il ?', and not 'Pourquoi la lumière est-elle blanche ?', which names what it asks about. */
const NO_NAME = "(?!\\p{Lu}|(?<!\\p{L})(?:les?|la|une?|des|du|y)\\s|(?<!\\p{L})l['’](?!\\p{L}+-))";
const INVERSION = `(?<=^|[.!?]\\s)(?:${NO_NAME}[^.!?])*?(?<!faut|existe|pleut|agit|passe|semble)-(?:t-)?(?:ils?|elles?)`;

/** By language: what else does, as parts of a regular expression, and where. */
const PATTERNS: Record<string, string[]> = {
  de: ['(?<!(?:gibt|gab|kam|kommt|geht|ging|handelt|ist|war|wird)\\s)es(?!\\s(?:gibt|gab|kommt|kam|regnet|sich))'],
  // In the last, what a verb has at its end: guardarla.
  es: ['(?<!del\\s)este', ESTA, '\\p{L}{3,}[aei]rl[aeo]s?'],
  fr: [`(?:ce|c['’]est|(?<=\\p{L}\\s)est-ce)${NO_QUE}`, '(?<!(?:le|du|un|ce|au)\\s)son', INVERSION],
  pt: [ESTA],
  ru: ['(?<![—–-]\\s)это'],
};

/** By language: what stands in a question, in small letters, for something named before. */
export const BACK: Record<string, RegExp> = Object.fromEntries(
  Object.entries(WORDS).map(([language, words]) => {
    const parts = [...words.split(' '), ...(PATTERNS[language] ?? [])].join('|');
    return [language, new RegExp(`(?<![\\p{L}\\p{M}\\p{N}-])(?:${parts})(?![\\p{L}\\p{M}\\p{N}])`, 'u')];
  }),
);

const unspaced = ['zh', 'ja'].flatMap((language) => QUESTION_WORDS[language]?.back.split(' ') ?? []);

/** The same at the beginning of a word of Chinese or Japanese, which may go on: 它是, 这种. 其 in 土耳其 and 其他 is none. */
export const UNSPACED_BACK = new RegExp(
  `^(?:[其此该]$|(?!それぞれ)(?:${unspaced.filter((word) => word !== '其').join('|')}))`,
  'u',
);
