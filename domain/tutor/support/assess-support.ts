import { foldWhiteSpace } from '../../text/quotes.js';
import { COVERED } from './bounds.js';
import { checkComparison } from './check-comparison.js';
import { checkNegation } from './check-negation.js';
import { checkNumbers } from './check-numbers.js';
import { matchWords, type WordSimilarity } from './check-words.js';
import type { Evidence } from './evidence.js';
import { languageOf } from './language-of.js';
import { lexiconOf } from './lexicon.js';
import { readText } from './read-text.js';
import type { Support } from './support.js';
import type { SupportIssue } from './support-issue.js';
import type { Surroundings } from './surroundings.js';
import { wordsOf } from './words.js';

const unsupported = (issue: SupportIssue, covered = 0, copied = 0): Support => ({
  outcome: 'unsupported',
  issue,
  covered,
  copied,
});

/** Holds a sentence against the quotes that it rests on, by rules alone. */
export function assessSupport(
  sentence: string,
  evidence: readonly Evidence[],
  similarity: WordSimilarity = () => undefined,
): Support {
  const usable = evidence.filter(({ isEmpty }) => !isEmpty);
  if (usable.length === 0) return unsupported({ kind: 'heading', text: '' });
  const text = plainText(sentence);
  const all = (part: (one: Evidence) => string) => usable.map(part).join('\n');
  const language = languageOf(all((one) => `${one.sentence}\n${one.elsewhere}`));
  const own = lexiconOf(language);
  const claim = readText(text, lexiconOf(languageOf(text, language)));
  const places: Surroundings = {
    quote: readText(
      all((one) => one.quote),
      own,
    ),
    around: readText(
      all((one) => one.sentence),
      own,
    ),
    headings: {
      words: wordsOf(
        all((one) => one.headings),
        own,
      ),
    },
    context: {
      words: wordsOf(
        all((one) => `${one.headings}\n${one.before}`),
        own,
      ),
    },
    elsewhere: {
      words: wordsOf(
        all((one) => one.elsewhere),
        own,
      ),
    },
  };
  if (usable.some(({ quote, sentence: whole }) => isSameText(text, quote) || isSameText(text, whole))) {
    const turned = checkNegation(claim, places);
    return turned ? unsupported(turned, 1, 1) : { outcome: 'supported', issue: undefined, covered: 1, copied: 1 };
  }
  const isSameLanguage = claim.lexicon === own;
  const wrong =
    checkNumbers(claim, places.quote, places.around) ??
    checkNegation(claim, places) ??
    checkComparison(claim, places.around);
  if (wrong) return unsupported(wrong);
  // Words of two languages are not compared.
  if (!isSameLanguage) return { outcome: 'unsure', issue: undefined, covered: 1, copied: 0 };
  const { covered, copied, missing, issue } = matchWords(claim, places, similarity);
  if (issue) return unsupported(issue, covered, copied);
  if (covered >= COVERED.supported) return { outcome: 'supported', issue: undefined, covered, copied };
  const about: SupportIssue = { kind: 'words', text: missing.map((word) => word.text).join(' ') };
  return { outcome: covered <= COVERED.unsupported ? 'unsupported' : 'unsure', issue: about, covered, copied };
}

const endless = (text: string): string =>
  foldWhiteSpace(text)
    .replace(/[.!?。！？।…]+$/u, '')
    .toLowerCase();
const isSameText = (a: string, b: string): boolean => endless(a) === endless(b);

/** Without the marks of Markdown. */
const plainText = (markdown: string): string =>
  markdown
    .replace(/^\s*(?:[-*+]|\d+[.)]|#{1,6}|>)\s+/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '');
