import { foldText } from '../../text/fold-text.js';
import type { Source, SourceSentence } from './source.js';

/** Letters of a noun by which a heading or another number has it in another form. */
const STEM = 5;
/** Behind a noun that its own sentence tells from others: `the bridge of the town`, `the bridge that`. */
const TOLD = /^ (?:of|that|which|who|whose|where|between|called|known|named|to|in which)(?!\p{L})/u;

/**
 * Whether an English sentence speaks of a thing that one of those before introduced: `a bridge crosses the fjord` and
 * then `the bridge has`, `three towers` and then `each tower`. Which one, nobody can tell without them.
 */
export function isIntroducedBefore({ folded, recent, heading }: SourceSentence, { code }: Source): boolean {
  if (code !== 'en' || recent === '') return false;
  const isTold = (noun: string) => foldText(heading).includes(noun.slice(0, STEM));
  return [...folded.matchAll(/(?<!\p{L})(the|each) (\p{L}{4,})(?!\p{L})/gu)].some(
    ({ 0: phrase, 1: by, 2: noun = '', index }) => {
      const [before, after] = [folded.slice(0, index), folded.slice(index + phrase.length)];
      if (TOLD.test(after) || isTold(noun) || before.includes(noun)) return false;
      const own = by === 'each' ? `${noun.slice(0, -1)}\\p{L}{0,3}` : `(?:an?|one|another) (?:[\\p{L}-]+ ){0,2}${noun}`;
      return new RegExp(`(?<!\\p{L})${own}(?!\\p{L})`, 'u').test(recent);
    },
  );
}
