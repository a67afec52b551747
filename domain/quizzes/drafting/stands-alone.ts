import { foldText } from '../../text/fold-text.js';
import { phrasesIn } from '../checks/phrases.js';
import type { Source, SourceSentence } from './source.js';

/** Words of a sentence that a question is made of, and its characters. */
const WORDS = { least: 8, most: 30 };
const MAX_CHARACTERS = 230;

/** Marks of talk, of tables and of what is left of a layout. */
const UNFIT = /["“”„«»‘]|(?<!\p{L})'|[|#<>]|!\[|\]\(|https?:|\.\.\.|…|[;:]\s*$|\$\$|\p{L}\.\p{L}/u;

/**
 * The sentences that say something true by themselves: whole, with a verb, of 8 to 30 words, not resting on others, and
 * not of an example or an exercise. Rather one too few: a sentence that holds for its place only makes a bad question.
 */
export const standingSentences = (source: Source): SourceSentence[] =>
  source.sentences.filter((sentence) => standsAlone(sentence, source));

function standsAlone(sentence: SourceSentence, { wording }: Source): boolean {
  const { text, words, isWhole, refersBack, heading } = sentence;
  if (!isWhole || refersBack || !/[.。]$/u.test(text) || text.length > MAX_CHARACTERS) return false;
  if (words.length < WORDS.least || words.length > WORDS.most) return false;
  if (UNFIT.test(text) || !arePaired(text) || !/^\p{Lu}/u.test(text)) return false;
  if (phrasesIn(heading, wording.asides).length > 0) return false;
  const folded = foldText(text);
  if (phrasesIn(folded, wording.leaning).length > 0) return false;
  if (phrasesAtStart(folded, wording.starts)) return false;
  return hasVerb(words, wording);
}

const phrasesAtStart = (folded: string, starts: string): boolean =>
  foldText(starts)
    .split('|')
    .some((start) => folded.startsWith(start) && !/[\p{L}\p{N}'’-]/u.test(folded.charAt(start.length)));

function arePaired(text: string): boolean {
  const count = (sign: string) => text.split(sign).length - 1;
  return count('(') === count(')') && count('[') === count(']') && count('$') % 2 === 0;
}

function hasVerb(words: readonly string[], { verbs, verbEndings }: Source['wording']): boolean {
  const known = new Set(foldText(verbs).split('|'));
  if (words.some((word) => known.has(word))) return true;
  const endings = foldText(verbEndings).split('|');
  return words.slice(1).some((word) => word.length > 4 && endings.some((ending) => word.endsWith(ending)));
}
