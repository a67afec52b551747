import { hashText } from '../../../lib/hash-text.js';
import { foldText } from '../../text/fold-text.js';
import { searchWords } from '../../text/search-words.js';
import { measuresOf } from '../../tutor/support/quantities.js';
import { phrasesIn } from '../checks/phrases.js';
import type { Drafted } from './drafted.js';
import { asIn, explain, under } from './gap.js';
import { type AskedNumber, wrongNumbers } from './number-questions.js';
import type { Source, SourceSentence } from './source.js';
import { isStatedElsewhere } from './stated-elsewhere.js';
import { byDistance, isDefinedBy, mayBeOne, placeOf, type SourceTerm } from './terms.js';

/** Statements to be judged: sentences as they stand, and with one number or term in the place of another. */
export function trueFalseQuestions(
  { numbers, others }: { numbers: readonly AskedNumber[]; others: readonly AskedNumber[] },
  terms: readonly SourceTerm[],
  standing: ReadonlySet<SourceSentence>,
  source: Source,
): Drafted[] {
  return [
    ...numbers.flatMap((number) => {
      const falsehood = withOtherNumber(number, others, source);
      return falsehood === undefined ? [] : [oneOf(number.sentence, falsehood, source)];
    }),
    ...terms.flatMap((term) => {
      if (!standing.has(term.sentence)) return [];
      const falsehood = withOtherTerm(term, terms, source);
      return falsehood === undefined ? [] : [oneOf(term.sentence, falsehood, source)];
    }),
  ];
}

/** As many are true as false: the words of the sentence decide which. */
function oneOf(sentence: SourceSentence, falsehood: string, source: Source): Drafted {
  const right = hashText(sentence.text) % 2 === 0;
  return {
    way: right ? 'true' : 'false',
    pageNo: sentence.pageNo,
    question: {
      kind: 'true-false',
      difficulty: 'easy',
      stem: `${placed(sentence, source)}${right ? sentence.text : falsehood}`,
      right,
      explanation: explain(sentence, source),
      evidence: { quote: sentence.text },
    },
  };
}

/** Years between what is true and what is plainly false. */
const YEARS_APART = 5;

/** Two years of one sentence bound each other, and what held until a year held before as well. */
function isTheOnlyYear({ sentence, kind, start }: AskedNumber, { wording }: Source): boolean {
  if (kind !== 'year') return true;
  const [before = ''] = /\p{L}+(?=\s*$)/u.exec(sentence.text.slice(0, start)) ?? [];
  return (sentence.text.match(/\d{4}/g) ?? []).length === 1 && phrasesIn(before, wording.atYear).length > 0;
}

/** What was not so in one year may not have been so in another either. */
const isDeniedForAYear = ({ kind, sentence }: AskedNumber, { lexicon }: Source): boolean =>
  kind === 'year' && sentence.spoken.some(({ folded }) => lexicon.negations.has(folded));

/** Its heading, unless that has a number, which would be read as one of the statement. */
const placed = ({ heading }: SourceSentence, source: Source): string =>
  measuresOf(heading, source.lexicon).quantities.length > 0 ? '' : under(heading, source);

/** A rough number leaves room for others. */
function withOtherNumber(number: AskedNumber, others: readonly AskedNumber[], source: Source): string | undefined {
  if (number.isRough || !isTheOnlyYear(number, source) || isDeniedForAYear(number, source)) return undefined;
  const { sentence, start, end } = number;
  for (const { digits, value } of wrongNumbers(number, others)) {
    if (number.kind === 'year' && Math.abs(value - number.value) < YEARS_APART) continue;
    const statement = `${sentence.text.slice(0, start)}${digits}${sentence.text.slice(end)}`;
    if (!isStatedElsewhere(statement, digits, sentence, source)) return statement;
  }
  return undefined;
}

/** Share of the words that two definitions may have in common: what is said of both is true of both. */
const MAX_SHARED = 0.25;

/** A definition with another term before it, whose own definition says something else. */
function withOtherTerm(term: SourceTerm, terms: readonly SourceTerm[], source: Source): string | undefined {
  if (!isDefinition(term, source)) return undefined;
  const { sentence, at } = term;
  const rest = sentence.text.slice(at + term.term.length);
  const own = new Set(searchWords(rest));
  const isCounted = /(?:^|\s)an? $/iu.test(sentence.text.slice(0, at));
  for (const other of byDistance(terms, term, source)) {
    if (source.code === 'en' && isCounted && !other.isCounted) continue;
    if (other.shape !== term.shape || !isDefinition(other, source) || mayBeOne(term, other, source)) continue;
    if (placeOf(other.folded, foldText(sentence.text)) >= 0 || vowelOf(other.term) !== vowelOf(term.term)) continue;
    const said = searchWords(other.sentence.text.slice(other.at + other.term.length));
    if (said.filter((word) => own.has(word)).length > MAX_SHARED * own.size) continue;
    const put = asIn(other.term, term);
    const statement = `${sentence.text.slice(0, at)}${put}${rest}`;
    if (!isStatedElsewhere(statement, other.term, sentence, source)) return statement;
  }
  return undefined;
}

/**
 * A term that its sentence begins with, article or not, and then says the one thing that it is: 'is the movement of'.
 * What it is one of many of, as in 'is a physical process', others are as well.
 */
function isDefinition({ sentence, at, term }: SourceTerm, { language, wording }: Source): boolean {
  const before = foldText(sentence.text.slice(0, at)).trim();
  if (before !== '' && !language.articles.has(before)) return false;
  return isDefinedBy(sentence.text.slice(at + term.length), language, wording.definite);
}

const vowelOf = (term: string): boolean => /^[aeiou]/iu.test(term);
