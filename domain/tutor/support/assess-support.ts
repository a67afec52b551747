import { foldWhiteSpace } from '../../text/quotes.js';
import { COVERED } from './bounds.js';
import { checkAcrossLanguages, neighborTexts, quotedTexts } from './check-across-languages.js';
import { checkComparison } from './check-comparison.js';
import { checkNegation } from './check-negation.js';
import { checkNumbers } from './check-numbers.js';
import { matchWords } from './check-words.js';
import type { Evidence } from './evidence.js';
import { languageOf } from './language-of.js';
import { lexiconOf } from './lexicon.js';
import { plainText } from './plain-text.js';
import { type ReadText, readText } from './read-text.js';
import type { Similarity } from './similarity.js';
import type { Support } from './support.js';
import type { SupportIssue } from './support-issue.js';
import type { Surroundings } from './surroundings.js';
import { wordsOf } from './words.js';

const unknown: Similarity = () => undefined;

/**
 * Holds a sentence against the quotes that it rests on.
 * @param similarity of the texts that `textsToCompare` names; without it words count only where they stand there
 */
export function assessSupport(
  sentence: string,
  evidence: readonly Evidence[],
  similarity: Similarity = unknown,
): Support {
  const usable = evidence.filter(({ isEmpty }) => !isEmpty);
  if (usable.length === 0) return unsupported({ kind: 'heading', text: '' });
  const { claim, places } = read(sentence, usable);
  if (usable.some(({ quote, sentence: whole }) => isSameText(claim.text, quote) || isSameText(claim.text, whole))) {
    const turned = checkNegation(claim, places);
    return turned ? unsupported(turned) : { ...SUPPORTED, covered: 1, copied: 1 };
  }
  const wrong =
    checkNumbers(claim, places.quote, places.around) ??
    checkNegation(claim, places) ??
    checkComparison(claim, places.around);
  if (wrong) return unsupported(wrong);
  if (claim.lexicon !== places.quote.lexicon) return checkAcrossLanguages(claim.text, usable, similarity);
  const { issue, missing, ...shares } = matchWords(claim, places, similarity);
  if (issue) return { ...unsupported(issue), ...shares };
  if (shares.covered >= COVERED.supported) return { ...SUPPORTED, ...shares };
  const outcome = shares.covered <= COVERED.unsupported ? 'unsupported' : 'unsure';
  const about = { kind: 'words', text: missing.map((word) => word.text).join(' ') } as const;
  return { outcome, isTaken: shares.covered >= COVERED.unjudged, issue: about, ...shares };
}

/** The texts whose similarity may change what is said of a sentence; none where rules have decided. */
export function textsToCompare(sentence: string, evidence: readonly Evidence[]): string[] {
  const usable = evidence.filter(({ isEmpty }) => !isEmpty);
  const { outcome, issue } = assessSupport(sentence, evidence);
  if (outcome === 'supported' || (issue && issue.kind !== 'words' && issue.kind !== 'subject')) return [];
  const { claim, places } = read(sentence, usable);
  if (claim.lexicon !== places.quote.lexicon) return [claim.text, ...quotedTexts(usable), ...neighborTexts(usable)];
  const { missing } = matchWords(claim, places, unknown);
  return [...missing, ...places.around.content].map(({ folded }) => folded);
}

const SUPPORTED = { outcome: 'supported', isTaken: true, issue: undefined } as const;
const unsupported = (issue: SupportIssue): Support => ({
  outcome: 'unsupported',
  isTaken: false,
  issue,
  covered: 0,
  copied: 0,
});

type TextOfEvidence = 'quote' | 'sentence' | 'headings' | 'before' | 'lead' | 'tail' | 'elsewhere';

/** The sentence and the places that it cites, each in its language. */
function read(sentence: string, evidence: readonly Evidence[]): { claim: ReadText; places: Surroundings } {
  const all = (...parts: TextOfEvidence[]) =>
    evidence.map((one) => parts.map((part) => one[part]).join('\n')).join('\n');
  const language = languageOf(all('sentence', 'elsewhere'));
  const own = lexiconOf(language);
  const text = plainText(sentence);
  const places = {
    quote: readText(all('quote'), own),
    around: readText(all('sentence'), own),
    before: readText(all('before'), own),
    headings: { words: wordsOf(all('headings'), own) },
    context: { words: wordsOf(all('headings', 'before'), own) },
    lead: { words: wordsOf(all('lead'), own) },
    elsewhere: { words: wordsOf(all('tail', 'elsewhere'), own) },
  };
  return { claim: readText(text, lexiconOf(languageOf(text, language))), places };
}

const endless = (text: string): string =>
  foldWhiteSpace(text)
    .replace(/[.!?。！？।…]+$/u, '')
    .toLowerCase();
const isSameText = (a: string, b: string): boolean => endless(a) === endless(b);
