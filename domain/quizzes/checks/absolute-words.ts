import type { Flaw, Rule } from './flaw.js';
import { phrasesIn, withoutSpelledPhrases } from './phrases.js';
import { languageOfQuestion, rightOptions, wrongOptions } from './texts-of.js';
import { WORDING } from './wording.js';

/** No word that allows no exception stands in wrong options only: who knows nothing rules these out. */
export const checkAbsoluteWords: Rule = (question, context) => {
  const { absolute, harmless } = WORDING[languageOfQuestion(question, context.language)];
  const absoluteIn = (text: string) => phrasesIn(harmless ? withoutSpelledPhrases(text, harmless) : text, absolute);
  if (rightOptions(question).some(({ text }) => absoluteIn(text).length > 0)) return [];
  return wrongOptions(question).flatMap(({ field, text }): Flaw[] => {
    const [word] = absoluteIn(text);
    return word === undefined ? [] : [{ check: 'absolute-words', field, message: `"${word}" rules it out` }];
  });
};
