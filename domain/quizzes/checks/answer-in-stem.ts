import { foldText } from '../../text/fold-text.js';
import { searchWords } from '../../text/search-words.js';
import type { LanguageCode } from '../../tutor/support/languages/language-data.js';
import { lexiconOf } from '../../tutor/support/lexicon.js';
import type { DraftQuestion } from '../draft-question.js';
import type { Flaw, Rule } from './flaw.js';
import { answerTexts, languageOfQuestion, rightOptions, wrongOptions } from './texts-of.js';

/** Letters of a word that is not in every text anyway. */
const MIN_LETTERS = 5;

/** No word leads from the stem to the key alone, and none that is to be written stands in it. */
export const checkAnswerInStem: Rule = (question, context) => {
  const language = languageOfQuestion(question, context.language);
  return question.kind === 'short-text' ? toldWords(question) : sharedWords(question, language);
};

function sharedWords(question: DraftQuestion, language: LanguageCode): Flaw[] {
  const stem = longWords(question.stem, language);
  const others = new Set(wrongOptions(question).flatMap(({ text }) => [...longWords(text, language).keys()]));
  return rightOptions(question).flatMap(({ field, text }): Flaw[] => {
    const [shared] = [...longWords(text, language)].filter(([stemmed]) => stem.has(stemmed) && !others.has(stemmed));
    if (!shared) return [];
    return [{ check: 'answer-in-stem', field, message: `"${shared[1]}" is in the stem, and in no wrong option` }];
  });
}

/** The long words of a text, by their stems. */
function longWords(text: string, language: LanguageCode): Map<string, string> {
  const { functionWords } = lexiconOf(language);
  const words = foldText(text).match(/[\p{L}\p{M}]+/gu) ?? [];
  const long = words.filter((word) => [...word].length >= MIN_LETTERS && !functionWords.has(word));
  return new Map(long.flatMap((word) => searchWords(word).map((stem): [string, string] => [stem, word])));
}

function toldWords(question: DraftQuestion): Flaw[] {
  const stem = new Set(foldText(question.stem).match(/[\p{L}\p{M}\p{N}]+/gu));
  return answerTexts(question).flatMap(({ field, text }): Flaw[] => {
    const words = foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    const isTold = words.length > 0 && words.every((word) => stem.has(word));
    return isTold ? [{ check: 'answer-in-stem', field, message: 'it stands in the stem' }] : [];
  });
}
