import { foldText } from '../../text/fold-text.js';
import { searchWords } from '../../text/search-words.js';
import type { LanguageCode } from '../../tutor/support/languages/language-data.js';
import { lexiconOf } from '../../tutor/support/lexicon.js';
import type { DraftQuestion } from '../draft-question.js';
import type { CheckContext, Rule } from './flaw.js';
import { normalText } from './normal-text.js';
import { keyTexts, languageOfQuestion } from './texts-of.js';

/** Share of the words of both stems that they have in common, where the keys differ and where they are the same. */
const ALIKE = { stem: 0.8, sameKey: 0.5 };
/**
 * From which similarity on two questions ask the same, for vectors of multilingual-e5-small, where their keys are alike,
 * and where they have none. Of the 109,278 pairs of questions that teachers wrote none is above .93; of seven that say
 * the same in other words five are above .95.
 */
const SAME_MEANING = { sameKey: 0.95, noKey: 0.98 };

/** What a question asks and what is right, as one text: by the vectors of these questions are compared. */
export const meaningOf = (question: DraftQuestion): string => [question.stem, ...keyTexts(question)].join('\n');

/** A question asks for something else than each of the others, in words and, where vectors are there, in meaning. */
export const checkTwin: Rule = (question, context) => {
  const language = languageOfQuestion(question, context.language);
  const words = wordsOf(question.stem, language);
  const twin = context.others.find(
    (other) =>
      other !== question &&
      (isAlike(question, words, other, language) || meansTheSame(question, other, language, context)),
  );
  return twin ? [{ check: 'twin', field: 'stem', message: `it asks the same as "${twin.stem}"` }] : [];
};

/** Drills differ in their numbers alone, and sentences of one pattern in their keys. */
function meansTheSame(
  one: DraftQuestion,
  other: DraftQuestion,
  language: LanguageCode,
  { similarity }: CheckContext,
): boolean {
  const likeness = similarity?.(other) ?? -1;
  if (likeness < SAME_MEANING.sameKey || numbersOf(one) !== numbersOf(other)) return false;
  const [a, b] = [one, other].map((question) => wordsOf(keyTexts(question).join(' '), language));
  if (!a?.size || !b?.size) return likeness >= SAME_MEANING.noKey;
  return shareOf(a, b) >= ALIKE.sameKey;
}

const numbersOf = (question: DraftQuestion): string =>
  [...new Set(meaningOf(question).match(/\p{Nd}+/gu))].sort().join(' ');

function isAlike(
  one: DraftQuestion,
  words: ReadonlySet<string>,
  other: DraftQuestion,
  language: LanguageCode,
): boolean {
  if (normalText(one.stem) === normalText(other.stem)) return haveSameKey(one, other) || one.kind === other.kind;
  const share = shareOf(words, wordsOf(other.stem, language));
  return share >= ALIKE.stem || (share >= ALIKE.sameKey && haveSameKey(one, other));
}

/** The share of all their words that both have. */
function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / Math.max(one.size + other.size - shared, 1);
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
