import { foldText } from '../../text/fold-text.js';
import { isUnspaced } from '../../text/unspaced.js';
import type { Rule } from './flaw.js';
import { phrasePattern, withoutSpelledPhrases } from './phrases.js';
import { languageOfQuestion } from './texts-of.js';
import { WORDING } from './wording.js';

/** Words between the one that asks and the one that denies at most; a longer way leads into another clause. */
const MAX_BETWEEN = 5;
/** Emphasis, and a word in capitals. */
const MARKED = /\*\*[^*]+\*\*|__[^_]+__|(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu;
/** What begins another clause. */
const CLAUSE =
  /[,;:]|(?<!\p{L})(?:if|that|why|because|when|once|so|dass|weil|wenn|que|si|porque|parce|cuando|quando|quand|lorsque|чтобы|если|что бы)(?!\p{L})/u;

/** The sentences that ask; all of a stem that has none. */
const askedIn = (stem: string): string => stem.match(/[^.!?？\n]*[?？]/gu)?.join(' ') ?? stem;

/** Finds one of some phrases close before one of others, in scripts without spaces. */
const within = (first: string, second: string): RegExp =>
  new RegExp(`(?:${phrasePattern(first)})([^。？]{0,12})(?:${phrasePattern(second)})`, 'u');

/** A question for the exception marks the word that makes it one. */
export const checkUnmarkedNegation: Rule = (question, context) => {
  if (question.kind !== 'single-choice' && question.kind !== 'multiple-choice') return [];
  const { asks, negative, harmless, asksBehind } = WORDING[languageOfQuestion(question, context.language)];
  const asked = askedIn(question.stem).replace(MARKED, ' ');
  const plain = foldText(harmless ? withoutSpelledPhrases(asked, harmless) : asked).replaceAll('’', "'");
  const found = isUnspaced(asks)
    ? (within(asks, negative).exec(plain) ?? (asksBehind && within(negative, asksBehind).exec(plain)))
    : new RegExp(
        `(?<!\\p{L})(?:${phrasePattern(asks)})(?!\\p{L})((?:[^\\p{L}.?!]+\\p{L}+){0,${MAX_BETWEEN}}?)[^\\p{L}.?!]+(?:${phrasePattern(negative)})(?!\\p{L})`,
        'u',
      ).exec(plain);
  if (!found || CLAUSE.test(found[1] ?? '')) return [];
  return [{ check: 'unmarked-negation', field: 'stem', message: 'the word that asks for the exception is not marked' }];
};
