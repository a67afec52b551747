import { foldText } from '../../text/fold-text.js';
import type { Flaw, Rule } from './flaw.js';
import { languageOfQuestion, rightOptions, wrongOptions } from './texts-of.js';

/** A gap, or the end of a stem that the option goes on. */
const BEFORE_GAP = /(?<![\p{L}\p{N}])(an?|is|was|are|were)\s*(?:_{2,}|…|\.{3}|:?\s*$)/iu;

const startsWithVowel = (text: string): boolean =>
  /^(?:[aeio]|u(?!ni|se|su|ti|ra|ro|ku)|hour|honest|honou?r|heir)/u.test(foldText(text).replace(/^\W+/u, ''));

/** Whether a noun is plural as far as its ending tells: `cells`, and not `osmosis` or `glass`. */
const isPlural = (text: string): boolean => /(?<![su i])s$/u.test(foldText(text).replace(/\W+$/u, ''));

const FITS: Record<string, (option: string) => boolean> = {
  a: (option) => !startsWithVowel(option),
  an: startsWithVowel,
  is: (option) => !isPlural(option),
  was: (option) => !isPlural(option),
  are: isPlural,
  were: isPlural,
};

/** The word before the gap does not fit the key alone. Only English shows it by the next word's beginning or number. */
export const checkGrammarCue: Rule = (question, context) => {
  if (question.kind !== 'single-choice' || languageOfQuestion(question, context.language) !== 'en') return [];
  const word = BEFORE_GAP.exec(question.stem)?.[1]?.toLowerCase();
  const fits = word === undefined ? undefined : FITS[word];
  const wrong = wrongOptions(question);
  if (!fits || wrong.length === 0 || wrong.some(({ text }) => fits(text))) return [];
  const isKeyAlone = rightOptions(question).every(({ text }) => fits(text));
  const flaw: Flaw = { check: 'grammar-cue', field: 'stem', message: `"${word}" fits the key alone` };
  return isKeyAlone ? [flaw] : [];
};
