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

/** Holds a sentence against quotes of a page; by default against the whole page. */
export const hold = (sentence: string, page: string, ...quotes: string[]): Support =>
  assessSupport(
    sentence,
    (quotes.length > 0 ? quotes : [page]).map((quote) => around(page, quote)),
  );

/** What is wrong with it, in short; the outcome where nothing is. */
export const issueOf = (support: Support): string =>
  support.outcome === 'unsupported' ? (support.issue?.kind ?? '') : support.outcome;
