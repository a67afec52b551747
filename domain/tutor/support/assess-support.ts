import { foldWhiteSpace } from '../../text/quotes.js';
import { COVERED, type MEANING } from './bounds.js';
import { checkComparison } from './check-comparison.js';
import { comparedTexts, isAlike } from './check-meaning.js';
import { checkNegation } from './check-negation.js';
import { checkNumbers } from './check-numbers.js';
import { checkRatios } from './check-ratios.js';
import { matchWords } from './check-words.js';
import type { Evidence } from './evidence.js';
import { languageOf } from './language-of.js';
import { lexiconOf } from './lexicon.js';
import { type Places, plainText, type ReadText, readText } from './read-text.js';
import type { Similarity } from './similarity.js';
import type { Support, SupportIssue } from './support.js';
import { wordsOf } from './words.js';

/**
 * Holds a sentence against the quotes that it rests on. Only what is plainly wrong is unsupported: a number, a unit, a
 * date, a name, a denial, a comparison. What words and meaning leave in doubt is for a reader, and is taken for
 * supported without one unless it is far from the quotes.
 * @param similarity of the texts that `textsToCompare` names
 */
export function assessSupport(
  sentence: string,
  evidence: readonly Evidence[],
  similarity: Similarity = () => undefined,
): Support {
  const usable = evidence.filter(({ isEmpty }) => !isEmpty);
  const assessed = assessByRules(sentence, usable);
  if ('outcome' in assessed) return assessed;
  const { issue, bound, isTakenAlone } = assessed;
  return { outcome: 'unsure', isTaken: isAlike(sentence, usable, similarity, bound) ?? isTakenAlone, issue };
}

/** The texts whose similarity may change what is said of a sentence; none where rules have decided. */
export function textsToCompare(sentence: string, evidence: readonly Evidence[]): string[] {
  const usable = evidence.filter(({ isEmpty }) => !isEmpty);
  return 'outcome' in assessByRules(sentence, usable) ? [] : [sentence, ...comparedTexts(usable)];
}

/** What is not decided by rules. */
interface Doubt {
  issue: SupportIssue;
  /** How like its quotes the sentence has to be. */
  bound: keyof typeof MEANING;
  /** Whether it is taken for supported where that is not known. */
  isTakenAlone: boolean;
}

function assessByRules(sentence: string, evidence: readonly Evidence[]): Support | Doubt {
  if (evidence.length === 0) return unsupported({ kind: 'heading', text: '' });
  const { claim, places } = read(sentence, evidence);
  if (evidence.some(({ quote, sentence: whole }) => isSameText(claim.text, quote) || isSameText(claim.text, whole))) {
    const turned = checkNegation(claim, places);
    return turned ? unsupported(turned) : SUPPORTED;
  }
  const wrong =
    checkNumbers(claim, places.around) ??
    checkRatios(claim, places.around) ??
    checkNegation(claim, places) ??
    checkComparison(claim, places.around);
  if (wrong) return unsupported(wrong);
  const meaning = { kind: 'meaning', text: '' } as const;
  // Words of two languages cannot be compared, and without vectors nobody can tell.
  if (claim.lexicon !== places.quote.lexicon) return { issue: meaning, bound: 'twoLanguages', isTakenAlone: true };
  const words = matchWords(claim, places);
  if (words.wrong) return unsupported(words.wrong);
  if (words.changed) return { issue: words.changed, bound: 'changed', isTakenAlone: false };
  if (words.covered >= COVERED.certain) return SUPPORTED;
  return { issue: meaning, bound: 'oneLanguage', isTakenAlone: words.covered >= COVERED.alone };
}

const SUPPORTED: Support = { outcome: 'supported', isTaken: true, issue: undefined };
const unsupported = (issue: SupportIssue): Support => ({ outcome: 'unsupported', isTaken: false, issue });

/** The sentence and the places that it cites, each in its language. */
function read(sentence: string, evidence: readonly Evidence[]): { claim: ReadText; places: Places } {
  const all = (textOf: (one: Evidence) => string) => evidence.map(textOf).join('\n');
  const language = languageOf(all((one) => [one.sentence, ...one.neighbors].join('\n')));
  const own = lexiconOf(language);
  const text = plainText(sentence);
  const places = {
    quote: readText(
      all(({ quote }) => quote),
      own,
    ),
    around: readText(
      all((one) => one.sentence),
      own,
    ),
    context: {
      words: wordsOf(
        all(({ headings, before }) => `${headings}\n${before}`),
        own,
      ),
    },
  };
  return { claim: readText(text, lexiconOf(languageOf(text, language))), places };
}

const endless = (text: string): string =>
  foldWhiteSpace(text)
    .replace(/[.!?。！？।…]+$/u, '')
    .toLowerCase();
const isSameText = (a: string, b: string): boolean => endless(a) === endless(b);
