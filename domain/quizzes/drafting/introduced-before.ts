import { foldText } from '../../text/fold-text.js';
import { phrasePattern } from '../checks/phrases.js';
import type { Source, SourceSentence } from './source.js';

/** Letters of a noun by which a heading or another number has it in another form. */
const STEM = 5;
/** Behind a noun that its own sentence tells from others: `the bridge of the town`, `the bridge that`. */
const TOLD = /^ (?:of|that|which|who|whose|where|between|called|known|named|to|in which)(?!\p{L})/u;

/** Behind a noun of any language that says which one it is. */
const OWNED = /^ (?:of|that|which|who|von|der|des|die|das|de|del|du|da|do|que|qui)(?!\p{L})/u;

const isTold = (noun: string, heading: string): boolean => foldText(heading).includes(noun.slice(0, STEM));

/**
 * Whether a sentence speaks of a thing that one of those before introduced: `a bridge crosses the fjord` and then `the
 * bridge has`, `three towers` and then `each tower`, `the company`. Which one, nobody can tell without them.
 */
export const isIntroducedBefore = (sentence: SourceSentence, source: Source): boolean =>
  isNameless(sentence, source) || isKnown(sentence, source);

/** `the company`, where neither the sentence nor its heading says which. */
function isNameless({ folded, heading }: SourceSentence, { wording }: Source): boolean {
  const pattern = `(?<!\\p{L})(?:${phrasePattern(wording.definite)}) (${phrasePattern(wording.nameless)})(?!\\p{L})`;
  return [...folded.matchAll(new RegExp(pattern, 'gu'))].some(({ 0: phrase, 1: noun = '', index }) => {
    const [before, after] = [folded.slice(0, index), folded.slice(index + phrase.length)];
    return !OWNED.test(after) && !isTold(noun, heading) && !before.includes(noun);
  });
}

/** In English, where an article before a noun tells it: what one of the sentences before introduced. */
function isKnown({ folded, recent, heading }: SourceSentence, { code }: Source): boolean {
  if (code !== 'en' || recent === '') return false;
  return [...folded.matchAll(/(?<!\p{L})(the|each) (\p{L}{4,})(?!\p{L})/gu)].some(
    ({ 0: phrase, 1: by, 2: noun = '', index }) => {
      const [before, after] = [folded.slice(0, index), folded.slice(index + phrase.length)];
      if (TOLD.test(after) || isTold(noun, heading) || before.includes(noun)) return false;
      const own = by === 'each' ? `${noun.slice(0, -1)}\\p{L}{0,3}` : `(?:an?|one|another) (?:[\\p{L}-]+ ){0,2}${noun}`;
      return new RegExp(`(?<!\\p{L})${own}(?!\\p{L})`, 'u').test(recent);
    },
  );
}
