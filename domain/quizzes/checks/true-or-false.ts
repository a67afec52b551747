import { locateQuote } from '../../text/quotes.js';
import { assessSupport } from '../../tutor/support/assess-support.js';
import { evidenceAt } from '../../tutor/support/evidence.js';
import type { Rule } from './flaw.js';
import { normalText } from './same-text.js';

/**
 * A statement that is to be true has no number, unit or denial against its quote; one that is to be false is not the
 * quote itself. Whether it says more than the quote is for a reader.
 */
export const checkTrueOrFalse: Rule = (question, { source }) => {
  if (question.kind !== 'true-false') return [];
  const { right, stem, evidence } = question;
  const flaw = (message: string) => [{ check: 'true-or-false' as const, field: 'right', message }];
  if (!right) return normalText(evidence.quote).includes(normalText(stem)) ? flaw('its quote says it') : [];
  const span = locateQuote(source, evidence.quote);
  if (!span) return [];
  const { outcome, issue } = assessSupport(stem, [evidenceAt(source, span)]);
  if (outcome !== 'unsupported' || !issue || !['number', 'unit', 'date', 'negation'].includes(issue.kind)) return [];
  return flaw(`its quote says something else about ${issue.text}`);
};
