import type { Flaw, Rule } from './flaw.js';
import { normalText } from './normal-text.js';
import { phrasesIn } from './phrases.js';
import { answerTexts, languageOfQuestion } from './texts-of.js';
import { WORDING } from './wording.js';

/** Letters that a catch-all may have beside its phrase: `all of the above statements`. */
const MAX_REST = 12;

/** Letters that stand for options are capitals; `a and b` may be an expression. */
const LETTERS = /^(?:\p{L}+ )?\p{L} \p{L}{1,3} \p{L}$/u;
const CAPITALS = /(?<!\p{L})\p{Lu} \p{L}{1,3} \p{Lu}(?!\p{L})|[^\p{Lu}\p{Ll}]{3}/u;

/** No option is empty or speaks of the others: all of the above, both A and B. */
export const checkCatchAllOptions: Rule = (question, context) => {
  const { catchAll } = WORDING[languageOfQuestion(question, context.language)];
  return answerTexts(question).flatMap(({ field, text }): Flaw[] => {
    const plain = normalText(text);
    if (plain === '') return [{ check: 'catch-all-options', field, message: 'it is empty' }];
    const found = phrasesIn(text, catchAll).find((phrase) => !LETTERS.test(phrase) || CAPITALS.test(text));
    if (found === undefined || plain.length > found.length + MAX_REST) return [];
    return [{ check: 'catch-all-options', field, message: `it speaks of other options: ${found}` }];
  });
};
