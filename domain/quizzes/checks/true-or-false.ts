import { foldText } from '../../text/fold-text.js';
import { locateQuote } from '../../text/quotes.js';
import { align } from '../../tutor/support/alignment.js';
import { assessSupport } from '../../tutor/support/assess-support.js';
import { evidenceAt } from '../../tutor/support/evidence.js';
import { lexiconOf } from '../../tutor/support/lexicon.js';
import { isSameWord, wordsOf } from '../../tutor/support/words.js';
import type { Rule } from './flaw.js';
import { normalText } from './normal-text.js';
import { languageOfQuestion } from './texts-of.js';

/** Share of its words, in their order, from which on a statement repeats its quote; others have numbers of their own. */
const REPEATED = 0.6;

/** A statement begins with a capital where its quote has the same words within a sentence. */
const withoutCase = (text: string): string => foldText(normalText(text));

/**
 * A statement that is to be true and repeats its quote has no other number, unit or denial than that; one that is to be
 * false is not the quote itself. Whether it says more than the quote is for a reader.
 */
export const checkTrueOrFalse: Rule = (question, { source, language: expected }) => {
  if (question.kind !== 'true-false') return [];
  const { right, stem, evidence } = question;
  const flaw = (message: string) => [{ check: 'true-or-false' as const, field: 'right', message }];
  if (!right) return withoutCase(evidence.quote).includes(withoutCase(stem)) ? flaw('its quote says it') : [];
  const span = locateQuote(source, evidence.quote);
  if (!span) return [];
  const lexicon = lexiconOf(languageOfQuestion(question, expected));
  const [claim, quote] = [wordsOf(stem, lexicon), wordsOf(evidence.quote, lexicon)];
  const { common } = align(claim, quote, (one, other) => isSameWord(one.folded, other.folded));
  if (common < REPEATED * claim.length) return [];
  const { outcome, issue } = assessSupport(stem, [evidenceAt(source, span)]);
  if (outcome !== 'unsupported' || !issue || !['number', 'unit', 'date', 'negation'].includes(issue.kind)) return [];
  return flaw(`its quote says something else about ${issue.text}`);
};
