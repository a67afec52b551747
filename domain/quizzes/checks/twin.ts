import { foldText } from '../../text/fold-text.js';
import { searchWords } from '../../text/search-words.js';
import type { LanguageCode } from '../../tutor/support/languages/language-data.js';
import { lexiconOf } from '../../tutor/support/lexicon.js';
import type { DraftQuestion } from '../draft-question.js';
import type { CheckContext, Rule } from './flaw.js';
import { normalText } from './same-text.js';
import { keyTexts, languageOfQuestion } from './texts-of.js';

/** Share of the words of both stems that they have in common, where the keys differ and where they are the same. */
const ALIKE = { stem: 0.8, sameKey: 0.5 };
/**
 * From which similarity on two questions with the same numbers ask the same, for vectors of multilingual-e5-small. Of
 * the 109,278 pairs of questions that teachers wrote none is above .93; of seven that say the same in other words five
 * are above this.
 */
const SAME_MEANING = 0.95;

/** What a question asks and what is right, as one text: by the vectors of these questions are compared. */
export const meaningOf = (question: DraftQuestion): string => [question.stem, ...keyTexts(question)].join('\n');

/** A question asks for something else than each of the others, in words and, where vectors are there, in meaning. */
export const checkTwin: Rule = (question, context) => {
  const language = languageOfQuestion(question, context.language);
  const words = wordsOf(question.stem, language);
  const twin = context.others.find(
    (other) =>
      other !== question && (isAlike(question, words, other, language) || meansTheSame(question, other, context)),
  );
  return twin ? [{ check: 'twin', field: 'stem', message: `it asks the same as "${twin.stem}"` }] : [];
};

/** Drills differ in their numbers alone. */
const meansTheSame = (one: DraftQuestion, other: DraftQuestion, { similarity }: CheckContext): boolean =>
  (similarity?.(other) ?? -1) >= SAME_MEANING && numbersOf(one) === numbersOf(other);

const numbersOf = (question: DraftQuestion): string =>
  [...new Set(meaningOf(question).match(/\p{Nd}+/gu))].sort().join(' ');

function isAlike(
  one: DraftQuestion,
  words: ReadonlySet<string>,
  other: DraftQuestion,
  language: LanguageCode,
): boolean {
  if (normalText(one.stem) === normalText(other.stem)) return haveSameKey(one, other) || one.kind === other.kind;
  const others = wordsOf(other.stem, language);
  const shared = [...words].filter((word) => others.has(word)).length;
  const share = shared / Math.max(words.size + others.size - shared, 1);
  // What is put to be true in one and to be false in the other differs in one word.
  if (one.kind === 'true-false' && other.kind === 'true-false') return share >= ALIKE.stem;
  return share >= ALIKE.stem || (share >= ALIKE.sameKey && haveSameKey(one, other));
}

function haveSameKey(one: DraftQuestion, other: DraftQuestion): boolean {
  const [a, b] = [one, other].map((question) => keyTexts(question).map(normalText).sort().join('|'));
  return a === b && a !== '';
}

function wordsOf(text: string, language: LanguageCode): ReadonlySet<string> {
  const { functionWords } = lexiconOf(language);
  const own = (foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => !functionWords.has(word));
  return new Set(searchWords(own.join(' ')));
}
