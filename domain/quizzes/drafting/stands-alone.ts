import { foldText } from '../../text/fold-text.js';
import type { Word } from '../../tutor/support/words.js';
import { phrasesIn, spelledPhrasesIn, withoutSpelledPhrases } from '../checks/phrases.js';
import { isIntroducedBefore } from './introduced-before.js';
import { isOfCase, type Source, type SourceSentence } from './source.js';

/** Words of a sentence that a question is made of, and its characters. */
const WORDS = { least: 8, most: 30 };
const MAX_CHARACTERS = 230;

/** Marks of talk, of tables and of what is left of a layout. */
const CUT = /(?<!\p{L})(?:\p{Lu}\p{Ll}?|\p{L}|Mrs|Gen|Col|Rev|Sen|Gov|Ltd|Inc|ca|vs|approx|resp|bzw|vgl)\.$/u;
/** Ends with a bare number, whose unit the sentence before has. */
const BARE = /(?<![\p{L}\p{N}$.,])(?!1\d{3}|20\d{2})\d[\d.,]*\.$/u;
const UNFIT =
  /["“”„«»‘]|(?<!\p{L})'|[|#<>]|!\[|\]\(|https?:|\.\.\.|…|[.!?] ?[—–]|[;:]\s*$|\$\$|\p{L}\.\p{L}| [.,;](?:\s|$)/u;

/**
 * The sentences that say something true by themselves: whole, with a verb, of 8 to 30 words, not resting on others, and
 * not of an example or an exercise. Rather one too few: a sentence that holds for its place only makes a bad question.
 */
export const standingSentences = (source: Source): SourceSentence[] =>
  source.sentences.filter((sentence) => standsAlone(sentence, source));

function standsAlone(sentence: SourceSentence, source: Source): boolean {
  const { wording } = source;
  const { text, words, isWhole, refersBack, heading } = sentence;
  if (!isWhole || refersBack || !/[.。]$/u.test(text) || text.length > MAX_CHARACTERS) return false;
  if (words.length < WORDS.least || words.length > WORDS.most) return false;
  if (UNFIT.test(text) || !arePaired(text) || !/^\p{Lu}/u.test(text)) return false;
  if (phrasesIn(heading, wording.asides).length > 0 || isOfCase(sentence, source)) return false;
  const folded = foldText(text);
  if (spelledPhrasesIn(withoutSpelledPhrases(text, wording.plain), wording.leaning).length > 0) return false;
  if (phrasesAtStart(folded, wording.starts) || CUT.test(text) || CUT.test(sentence.before) || BARE.test(text))
    return false;
  if (wording.subjectless !== '' && new RegExp(wording.subjectless, 'iu').test(text)) return false;
  if (source.code === 'en' && (LEFT_OUT.test(text) || FRONTED.test(text) || THERE.test(text))) return false;
  if (source.code === 'de' && ORDINAL.test(sentence.before)) return false;
  if (isIntroducedBefore(sentence, source) || isPart(sentence, source)) return false;
  return hasVerb(words, wording) && !refersAnywhere(sentence, source);
}

/** `Founded in 1969, it promotes`: its subject is that of the sentence before. */
const LEFT_OUT = /^\p{Lu}\p{Ll}+(?:ed|ing|nown|uilt|orn) [^,]{1,60}, (?:it|they|he|she) /u;
/** `In the past few years, it has become`: what stands before the comma is a time or a place, and not what it is. */
const FRONTED =
  /^(?:In|By|During|From|For|With|Through|Throughout|Under|Until|Despite|At|On|To|Upon|Like|Unlike|Over|Since) [^,]{1,80}, (?:\p{Ll}+ly )?(?:it|they|he|she) /u;
/** `the first to arrive there`, and not `there are`. */
const THERE =
  /(?<!\p{L})there(?!\p{L})(?! (?:\p{Ll}+ly |also |still )?(?:is|are|was|were|be|been|has|have|had|may|might|can|could|will|would|must|should|exists?|existed|remains?|remained|seems?|seemed)(?!\p{L}))/iu;
/** `des 19.`: in German a dot behind a number ends no sentence. */
const ORDINAL = /(?<!\d)\d{1,2}\.$/u;

/** An item such as `Raising the tax by 2 percent`, whose sentence stands above its list. */
const isPart = ({ isItem, text }: SourceSentence, { code }: Source): boolean =>
  isItem && code === 'en' && /^\p{Lu}\p{Ll}{2,}ing /u.test(text);

/** A word for something that the sentence does not name before, or a comparison with nothing. */
function refersAnywhere({ spoken, text }: SourceSentence, { wording, lexicon, names }: Source): boolean {
  const { backMany, backOne, backPerson } = wording;
  const [many, one, person, quantifiers] = [backMany, backOne, backPerson, wording.quantifiers].map(
    (list) => new Set(foldText(list).split('|')),
  );
  const [first, second] = spoken;
  if (first && quantifiers?.has(first.folded) && (!second || lexicon.functionWords.has(second.folded))) return true;
  const isCompared = spoken.some(({ folded }) => lexicon.more.has(folded) || lexicon.less.has(folded));
  if (isCompared && !spoken.some(({ folded }) => lexicon.than.has(folded)) && COMPARED.test(text)) return true;
  return (
    spoken.some((word, at) => {
      const before = spoken.slice(0, at);
      const nouns = before.filter(
        ({ text: own, folded }) => /^\p{Ll}{3}/u.test(own) && !lexicon.functionWords.has(folded),
      );
      if (person?.has(word.folded)) return !isPersonNamed(before, names);
      if (many?.has(word.folded))
        return !nouns.some(({ folded }) => new RegExp(`${wording.plural}$`, 'u').test(folded));
      if (!one?.has(word.folded)) return false;
      return (
        nouns.length === 0 &&
        !before.some(({ isCapital }) => isCapital) &&
        (!before[0] || lexicon.functionWords.has(before[0].folded))
      );
    }) || spoken.some((word, at) => isLooseObject(word, spoken[at - 1], spoken[at - 2], { wording, text, lexicon }))
  );
}

/** A sentence that begins with a name, or has one of two words: `the Crow Indians` are several. */
const isPersonNamed = (before: readonly Word[], names: ReadonlySet<string>): boolean =>
  before.some(
    ({ folded }, at) =>
      names.has(folded) && (at === 0 || (names.has(before[at - 1]?.folded ?? '') && before[at - 2]?.folded !== 'the')),
  );

/** `drive it out`: an object that no relative clause holds; `and it has` goes on with the subject. */
function isLooseObject(
  { folded, start }: Word,
  before: Word | undefined,
  second: Word | undefined,
  { wording, text, lexicon }: Pick<Source, 'wording' | 'lexicon'> & { text: string },
): boolean {
  const isObject = phrasesIn(folded, wording.backObject).length > 0;
  if (!isObject || !before) return isObject;
  if (/[,;:]\s*$/u.test(text.slice(0, start)) || lexicon.clauseStarts.has(before.folded)) return false;
  const holders =
    phrasesIn(before.folded, wording.holders).length + phrasesIn(second?.folded ?? '', wording.holders).length;
  return holders === 0;
}

/** Comparisons that say with what only by `than`; `higher plants` does not compare. */
const COMPARED =
  /(?:far|much|even|still|is|are|was|were|a little|slightly|become|becomes|became) (?:more|less|\p{L}+er)(?!\p{L})/u;

const phrasesAtStart = (folded: string, starts: string): boolean =>
  foldText(starts)
    .split('|')
    .some((start) => folded.startsWith(start) && !/[\p{L}\p{N}'’-]/u.test(folded.charAt(start.length)));

function arePaired(text: string): boolean {
  const count = (sign: string) => text.split(sign).length - 1;
  return count('(') === count(')') && count('[') === count(']') && count('$') % 2 === 0;
}

/** Whether a word of these may be a verb. */
export function hasVerb(words: readonly string[], { verbs, verbEndings }: Source['wording']): boolean {
  const known = new Set(foldText(verbs).split('|'));
  if (words.some((word) => known.has(word))) return true;
  const endings = foldText(verbEndings).split('|');
  return words.slice(1).some((word) => word.length > 4 && endings.some((ending) => word.endsWith(ending)));
}
