import type { Flaw, Rule } from './flaw.js';
import { phrasesIn } from './phrases.js';
import { normalText } from './same-text.js';
import { answerTexts, languageOfQuestion } from './texts-of.js';
import { WORDING } from './wording.js';

/** Letters that a catch-all may have beside its phrase: `all of the above answers`. */
const MAX_REST = 10;

/** No option is empty or speaks of the others: all of the above, both A and B. */
export const checkCatchAllOptions: Rule = (question, context) => {
  const { catchAll } = WORDING[languageOfQuestion(question, context.language)];
  return answerTexts(question).flatMap(({ field, text }): Flaw[] => {
    const plain = normalText(text);
    if (plain === '') return [{ check: 'catch-all-options', field, message: 'it is empty' }];
    const [found] = phrasesIn(text, catchAll);
    if (found === undefined || plain.length > found.length + MAX_REST) return [];
    return [{ check: 'catch-all-options', field, message: `it speaks of other options: ${found}` }];
  });
};
