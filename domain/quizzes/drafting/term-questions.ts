import { foldText } from '../../text/fold-text.js';
import { searchWords } from '../../text/search-words.js';
import { type Drafted, shuffledBy } from './drafted.js';
import { explain, gapStem, withGap } from './gap.js';
import type { Source, SourceSentence } from './source.js';
import { mayBeOne, placeOf, type SourceTerm } from './terms.js';

const WRONG = 3;
/** Words of a sentence, beside its term, that say something: fewer fit several terms. */
const MIN_SAID = 4;

/** Terms that a sentence introduces as gaps in it: to choose among terms of the same source, or to be written. */
export function termQuestions(terms: readonly SourceTerm[], standing: ReadonlySet<SourceSentence>, source: Source): Drafted[] {
  return terms.flatMap((term) => {
    if (!standing.has(term.sentence) || !isTold(term)) return [];
    const wrong = others(term, terms, source);
    const choice = wrong.length >= WRONG ? [chooseTerm(term, wrong, source)] : [];
    return [...choice, ...writeTerm(term, source)];
  });
}

/** The rest of the sentence says enough, and does not have the term in another form. */
function isTold({ folded, sentence, at, term }: SourceTerm): boolean {
  const rest = `${sentence.text.slice(0, at)} ${sentence.text.slice(at + term.length)}`;
  const stems = new Set(searchWords(rest));
  if (searchWords(folded).some((stem) => stem.length >= 4 && stems.has(stem))) return false;
  const said = sentence.content.filter(({ start, end }) => end <= at || start >= at + term.length);
  return said.length >= MIN_SAID && !/^\s*\(/u.test(sentence.text.slice(at + term.length));
}

function others(term: SourceTerm, terms: readonly SourceTerm[], source: Source): string[] {
  const fit = terms.filter(
    (other) =>
      other !== term &&
      other.shape === term.shape &&
      other.term.split(' ').length <= term.term.split(' ').length + 1 &&
      placeOf(other.folded, foldText(term.sentence.text)) < 0 &&
      !mayBeOne(term, other, source),
  );
  const near = fit.toSorted((a, b) => distance(a, term, source) - distance(b, term, source)).slice(0, 2 * WRONG);
  return shuffledBy(near, term.sentence.text, ({ folded }) => folded)
    .slice(0, WRONG)
    .map((other) => asIn(other.term, term));
}

const distance = (a: SourceTerm, b: SourceTerm, { sentences }: Source): number =>
  Math.abs(sentences.indexOf(a.sentence) - sentences.indexOf(b.sentence));

/** With the capital that the sentence asks for. */
function asIn(option: string, { term, at }: SourceTerm): string {
  const isCapital = /^\p{Lu}\p{Ll}/u.test(term);
  const [first = '', ...rest] = option;
  if (isCapital && at === 0) return first.toUpperCase() + rest.join('');
  if (!isCapital && /^\p{Lu}\p{Ll}/u.test(option)) return first.toLowerCase() + rest.join('');
  return option;
}

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

/** Only where the sentence gives the name, in one word: other terms may be put in several ways. */
function writeTerm(term: SourceTerm, source: Source): Drafted[] {
  if (term.found !== 'named' || /[\s-]/u.test(term.term)) return [];
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
  const isInHeading = searchWords(folded).some((stem) => searchWords(sentence.heading).includes(stem));
  const place = isInHeading ? { ...sentence, heading: '' } : sentence;
  return gapStem(ask, place, withGap(sentence, at, at + term.length, source), source);
}
