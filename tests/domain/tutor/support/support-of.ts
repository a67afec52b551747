import { locateQuote } from '../../../../domain/text/quotes.js';
import { assessSupport } from '../../../../domain/tutor/support/assess-support.js';
import { type Evidence, evidenceAt } from '../../../../domain/tutor/support/evidence.js';
import type { Support } from '../../../../domain/tutor/support/support.js';

/** What stands around a quote on a page. */
export function around(page: string, quote: string): Evidence {
  const span = locateQuote(page, quote);
  if (!span) throw new Error(`not on the page: ${quote}`);
  return evidenceAt(page, span);
}

/** Checks a sentence against quotes of a page; by default against the whole page, and without vectors. */
export const supportOf = (sentence: string, page: string, ...quotes: string[]): Support =>
  assessSupport(
    sentence,
    (quotes.length > 0 ? quotes : [page]).map((quote) => around(page, quote)),
  );

/** What is wrong with it, in short; without that the outcome, and of a doubt what becomes of it without a reader. */
export function issueOf({ outcome, isTaken, issue }: Support): string {
  if (outcome === 'unsupported') return issue?.kind ?? '';
  return outcome === 'supported' ? outcome : `${issue?.kind} in doubt, ${isTaken ? 'kept' : 'left out'}`;
}
