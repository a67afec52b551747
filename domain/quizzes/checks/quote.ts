import { isMeaningful, locateQuote } from '../../text/quotes.js';
import type { Rule } from './flaw.js';

/** The quote stands in its text, and says something. */
export const checkQuote: Rule = ({ evidence: { quote, further = [] } }, { source }) => {
  const flaw = (message: string) => [{ check: 'quote' as const, field: 'evidence.quote', message }];
  if (!isMeaningful(quote)) return flaw('it says too little');
  return [quote, ...further].every((one) => locateQuote(source, one)) ? [] : flaw('it does not stand in its text');
};
