import { foldText } from '../../text/fold-text.js';
import { searchWords } from '../../text/search-words.js';
import { phrasesIn } from '../checks/phrases.js';
import { type Drafted, shuffledBy } from './drafted.js';
import { asIn, explain, gapStem, withGap } from './gap.js';
import { isOfOneNamedBefore } from './is-fact.js';
import type { Source, SourceSentence } from './source.js';
import { byDistance, isDefinedBy, mayBeOne, placeOf, type SourceTerm } from './terms.js';

const WRONG = 3;
/** Words of a sentence, beside its term, that say something: fewer fit several terms. */
const MIN_SAID = 4;

/** Terms that a sentence introduces as gaps in it: to choose among terms of the same source, or to be written. */
export function termQuestions(
  terms: readonly SourceTerm[],
  standing: ReadonlySet<SourceSentence>,
  source: Source,
): Drafted[] {
  return terms.flatMap((term) => {
    if (!standing.has(term.sentence) || !isTold(term, source)) return [];
    if (term.found === 'named' && isOfOneNamedBefore(term.sentence, source)) return [];
    if (isOneOfMany(term, source)) return [];
    const wrong = others(term, terms, source);
    const choice = wrong.length >= (term.isLabel ? 2 : WRONG) ? [chooseTerm(term, wrong, source)] : [];
    return [...choice, ...writeTerm(term, source)];
  });
}

/** `Some compounds are acids`, `a third skull is known as`: others have other names. */
function isOneOfMany({ found, sentence, at }: SourceTerm, { wording }: Source): boolean {
  const before = sentence.text.slice(0, at);
  const [clause = ''] = before.split(/[,;:—–] /u).slice(-1);
  return found === 'named' && phrasesIn(clause, wording.oneOfMany).length > 0;
}

/** Letters of a word that may show it in another one, and those by which two are of one origin: glia, glial. */
const MIN_STEM = 4;
const SAME_ORIGIN = 5;

const hasOfOneOrigin = (text: string, word: string): boolean =>
  text.split(/[^\p{L}]+/u).some((other) => other.startsWith(word.slice(0, SAME_ORIGIN)));

/** The rest of the sentence says enough, and does not have the term in another form. */
function isTold({ folded, sentence, at, term, found, shape }: SourceTerm, source: Source): boolean {
  const rest = `${sentence.text.slice(0, at)} ${sentence.text.slice(at + term.length)}`;
  const stems = new Set(searchWords(rest));
  if (searchWords(folded).some((stem) => stem.length >= MIN_STEM && stems.has(stem))) return false;
  if (folded.split(' ').some((word) => word.length >= MIN_STEM && hasOfOneOrigin(foldText(rest), word))) return false;
  const said = sentence.content.filter(({ start, end }) => end <= at || start >= at + term.length);
  const after = sentence.text.slice(at + term.length);
  if (said.length < MIN_SAID || !endsThere(after, source) || LISTED.test(after)) return false;
  // 'called the physician, who came'.
  if (found === 'named' && source.code === 'en' && /^,? who /u.test(after)) return false;
  return isExplained(sentence.text.slice(0, at), after, { found, shape }, source);
}

/** The first of several that are named: `the proximal, middle and distal bones`. */
const LISTED = /^(?:, [^,.]{1,40}|(?:, [\p{L}-]+(?: [\p{L}-]+)?)+),? (?:and|or|und|oder|y|o|e|ou|et) /u;
/** What goes on to explain a term: `osmosis, the movement of`, `edema (a swelling)`. */
const EXPLAINED = /^(?:,? (?:which|meaning|that is)|,? \(?(?:an?|the|or)) /iu;

/**
 * Whether a sentence says what its term is: by naming it, as its subject, or beside it. Where a term is only used,
 * another one may be used as well.
 */
function isExplained(
  before: string,
  after: string,
  { found, shape }: Pick<SourceTerm, 'found' | 'shape'>,
  { language, wording }: Source,
): boolean {
  if (found === 'named') return true;
  const said = foldText(before).trim().split(/\s+/u).filter(Boolean);
  const last = language.articles.has(said.at(-1) ?? '') ? said.slice(0, -1) : said;
  const [, verb = '', next = ''] =
    /^ (\p{L}+) (?:an? |the |one of (?:the )?)?(?:\p{L}+ly )?(\p{L}+)/iu.exec(after) ?? [];
  if (last.length === 0 && (phrasesIn(next, wording.praising).length > 0 || !agrees(verb, shape))) return false;
  if (last.length === 0 && IS_ONE.test(after) && !TELLS_WHICH.test(after)) return false;
  if (last.length === 0) return found === 'marked' || /^\s*[:–—]/u.test(after) || isDefinedBy(after, language);
  return EXPLAINED.test(after) || language.defines.some((word) => last.join(' ').endsWith(` ${foldText(word)}`));
}

/** `Rent is a fixed cost and`: others are as well, unless something says which one it is. */
const IS_ONE = /^ (?:is|was) an? /u;
const TELLS_WHICH =
  /^ (?:is|was) an? (?:(?! and | but |[,;.]).)* (?:that|which|who|whose|where|when|of|for|by|used|with|from|between|to|in|on|made)(?!\p{L})|^[^:]*:/u;

/** `Cilia are`: a plural that does not look like one has no others to stand beside. */
const agrees = (verb: string, shape: string): boolean =>
  !['are', 'were', 'have'].includes(verb.toLowerCase()) || shape.startsWith('many');

/** A word of grammar, a verb, a formula or a mark follows: before another noun a term is a part of a longer one. */
function endsThere(after: string, { lexicon, wording }: Source): boolean {
  const [, next = ''] = /^ ([\p{L}]+)/u.exec(after) ?? [];
  if (next === '') return !/^\s*[(-]/u.test(after);
  const folded = foldText(next);
  const isVerb = foldText(wording.verbs).split('|').includes(folded);
  // 'a set of histone proteins.': what ends the sentence is no verb.
  const goesOn = /^ \p{L}+ \p{L}/u.test(after);
  return (
    isVerb || lexicon.functionWords.has(folded) || (lexicon.code === 'en' && goesOn && /(?<!s)s$|ed$/u.test(folded))
  );
}

function others(term: SourceTerm, terms: readonly SourceTerm[], source: Source): string[] {
  const fit = terms.filter((other) => other !== term && fits(other, term, source));
  const siblings = fit.filter(({ sentence }) => sentence.heading === term.sentence.heading);
  const near = byDistance(term.isLabel ? siblings : fit, term, source).slice(0, 2 * WRONG);
  return shuffledBy(near, term.sentence.text, ({ folded }) => folded)
    .slice(0, WRONG)
    .map((other) => asIn(other.term, term));
}

/** Whether a term may stand in another's gap by its grammar, and is wrong there. */
function fits(other: SourceTerm, term: SourceTerm, source: Source): boolean {
  const { sentence, at } = term;
  if (other.term.split(' ').length > term.term.split(' ').length + 1) return false;
  if (placeOf(other.folded, foldText(sentence.text)) >= 0 || mayBeOne(term, other, source)) return false;
  if (sharesWord(other.folded, sentence.text)) return false;
  if (term.isLabel) return other.isLabel;
  if (other.isKind || !other.isCommon) return false;
  if (other.shape !== term.shape || standsInHeading(other.folded, sentence.heading)) return false;
  if (source.code !== 'en') return true;
  const before = sentence.text.slice(0, at);
  if (/(?:^|\s)an? $/iu.test(before)) return other.isCounted;
  return /(?:^|\s)(?:the|each|every|this) $/iu.test(before) || other.isBare;
}

/** A term with a word of the sentence may say the same in part. */
function sharesWord(folded: string, text: string): boolean {
  const words = new Set(searchWords(text));
  return searchWords(folded).some((word) => word.length >= 3 && words.has(word));
}

const standsInHeading = (folded: string, heading: string): boolean => {
  const words = searchWords(heading);
  return searchWords(folded).some((word) => words.includes(word));
};

function chooseTerm(term: SourceTerm, wrong: string[], source: Source): Drafted {
  const { sentence } = term;
  return {
    way: 'term',
    pageNo: sentence.pageNo,
    question: {
      kind: 'single-choice',
      difficulty: 'medium',
      stem: stemOf(term, source.wording.ask.term, source),
      right: term.term,
      wrong,
      explanation: explain(sentence, source),
      evidence: { quote: sentence.text },
    },
  };
}

/** `called chlorofluorocarbons, or CFCs`. */
const OTHER_NAME = /^,? \(?(?:or|oder|ou|o) /u;

/** Only where the sentence gives the name, in one word: other terms may be put in several ways. */
function writeTerm(term: SourceTerm, source: Source): Drafted[] {
  // Letters stand for words, which may be written as well, and so may another name.
  if (term.found !== 'named' || /[\s-]|^\p{Lu}{2}|\p{Ll}\p{Lu}/u.test(term.term)) return [];
  if (OTHER_NAME.test(term.sentence.text.slice(term.at + term.term.length))) return [];
  return [
    {
      way: 'write-term',
      pageNo: term.sentence.pageNo,
      question: {
        kind: 'short-text',
        difficulty: 'hard',
        stem: stemOf(term, source.wording.ask.writeTerm, source),
        accepted: [term.term],
        explanation: explain(term.sentence, source),
        evidence: { quote: term.sentence.text },
      },
    },
  ];
}

function stemOf({ sentence, at, term, folded }: SourceTerm, ask: string, source: Source): string {
  const place = standsInHeading(folded, sentence.heading) ? { ...sentence, heading: '' } : sentence;
  return gapStem(ask, place, withGap(sentence, at, at + term.length, source), source);
}
