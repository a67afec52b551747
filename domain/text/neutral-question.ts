import { languageOf } from './language.js';
import { QUESTION_WORDS } from './question-words.js';

/**
 * A question in the language of another, else in English, that asks nothing in particular. A text that is near to it is
 * near to any question in that language: most are texts in the same one.
 */
export const neutralQuestion = (question: string): string =>
  (QUESTION_WORDS[languageOf(question) ?? 'en'] ?? QUESTION_WORDS.en)?.neutral ?? '';
