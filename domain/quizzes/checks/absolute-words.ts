import type { Flaw, Rule } from './flaw.js';
import { phrasesIn } from './phrases.js';
import { languageOfQuestion, rightOptions, wrongOptions } from './texts-of.js';
import { WORDING } from './wording.js';

/** No word that allows no exception stands in wrong options only: who knows nothing rules these out. */
export const checkAbsoluteWords: Rule = (question, context) => {
  const { absolute } = WORDING[languageOfQuestion(question, context.language)];
  if (rightOptions(question).some(({ text }) => phrasesIn(text, absolute).length > 0)) return [];
  return wrongOptions(question).flatMap(({ field, text }): Flaw[] => {
    const [word] = phrasesIn(text, absolute);
    return word === undefined ? [] : [{ check: 'absolute-words', field, message: `"${word}" rules it out` }];
  });
};
