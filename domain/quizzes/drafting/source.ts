import type { GuideLanguage } from '../../guides/guide-language.js';
import { type Statement, statementsOf } from '../../guides/statements.js';
import { LIST_MARK } from '../../text/blocks.js';
import { type PlacedSentence, sentencesOfPages } from '../../text/chunking.js';
import { foldText } from '../../text/fold-text.js';
import { foldWhiteSpace } from '../../text/quotes.js';
import type { LanguageCode } from '../../tutor/support/languages/language-data.js';
import { type Lexicon, lexiconOf } from '../../tutor/support/lexicon.js';
import { measuresOf, type Quantity } from '../../tutor/support/quantities.js';
import { contentWordsOf, type Word, wordsOf } from '../../tutor/support/words.js';
import { phrasesIn } from '../checks/phrases.js';
import type { DraftWording } from './draft-wording.js';
import { DRAFT_WORDING } from './wording.js';

/** What questions are drafted from. */
export interface DraftPages {
  pages: readonly { pageNo: number; text: string }[];
  language: GuideLanguage;
  /** Terms that the text itself puts forward, as in bold type; none where that is not known. */
  marked: readonly string[];
}

/** A sentence of the source as drafting looks at it. Offsets are in its text. */
export interface SourceSentence extends Statement {
  /** The last heading above it, '' where there is none. */
  heading: string;
  /** For look-up. */
  folded: string;
  /** Whether it is an item of a list. */
  isItem: boolean;
  /** What stands directly before it, '' at the beginning. */
  before: string;
  /** What stands in the sentences before it, folded, as far back as a sentence may go on from. */
  recent: string;
  /** Whether a sentence before it supposes a case, which holds to the end of their section. */
  isSupposed: boolean;
  spoken: readonly Word[];
  /** Its words that say something, folded. */
  content: readonly Word[];
  quantities: readonly Quantity[];
}

/** A source, read once for all kinds of question. */
export interface Source {
  sentences: readonly SourceSentence[];
  language: GuideLanguage;
  code: LanguageCode;
  lexicon: Lexicon;
  wording: DraftWording;
  marked: readonly string[];
  /** Words that have a capital within a sentence. */
  names: ReadonlySet<string>;
  /** Names that a sentence has beside an age: `Barbara is a 43-year-old patient`. What is told of them is a case. */
  cases: ReadonlySet<string>;
}

/** Sentences that are looked at; of longer sources the first ones. */
const MAX_SENTENCES = 2_000;

/** Sentences before another that it may speak of. */
const RECENT = 3;

/** Reads pages for drafting; undefined in a language in which nothing is drafted. */
export function readSource({ pages, language, marked }: DraftPages): Source | undefined {
  const wording = DRAFT_WORDING[language.language];
  if (!wording) return undefined;
  const code = language.language as LanguageCode;
  const lexicon = lexiconOf(code);
  const placed = sentencesOfPages(pages).slice(0, MAX_SENTENCES);
  const read = placed.flatMap((sentence, at) =>
    statementsOf([sentence], language).map((statement) => ({
      ...statement,
      ...placeOf(sentence, placed[at - 1]),
      recent: foldText(
        placed
          .slice(Math.max(at - RECENT, 0), at)
          .map(textOf)
          .join('\n'),
      ),
      ...partsOf(statement.text, lexicon),
      folded: foldText(statement.text),
    })),
  );
  const sentences = withSupposed(read, wording);
  const names = new Set(
    sentences.flatMap(({ spoken }) =>
      spoken.filter((word) => isName(word) && !lexicon.functionWords.has(word.folded)).map(({ folded }) => folded),
    ),
  );
  return { sentences, language, code, lexicon, wording, marked, names, cases: casesOf(sentences) };
}

/** Tells of each sentence whether one before it in its section supposes a case. */
function withSupposed(
  sentences: readonly Omit<SourceSentence, 'isSupposed'>[],
  { supposes }: DraftWording,
): SourceSentence[] {
  const supposing = new Set<string>();
  return sentences.map((sentence) => {
    const isSupposed = supposing.has(sentence.heading);
    if (phrasesIn(sentence.folded, supposes).length > 0) supposing.add(sentence.heading);
    return { ...sentence, isSupposed };
  });
}

const AGE = /\d-(?:year|month|week|day)-old/;
const CAPITAL = /(?<!\p{L})\p{Lu}\p{Ll}{2,}/gu;

const casesOf = (sentences: readonly SourceSentence[]): ReadonlySet<string> =>
  new Set(sentences.filter(({ text }) => AGE.test(text)).flatMap(({ text }) => text.match(CAPITAL) ?? []));

/** `Renada G., a junior`: a first name, and of the other its first letter alone. */
const INITIAL = /(?<!\p{L})\p{Lu}\p{Ll}+ \p{Lu}\.(?:,| \p{Ll})/u;

/** Whether a sentence is of a person of a case. */
export const isOfCase = ({ text }: SourceSentence, { cases }: Source): boolean =>
  AGE.test(text) || INITIAL.test(text) || (text.match(CAPITAL) ?? []).some((name) => cases.has(name));

/** A word that is a name by its capital. */
export const isName = ({ isCapital, text }: Word): boolean => isCapital && /^\p{Lu}\p{Ll}{2}/u.test(text);

/** Whether something is of somebody or somewhere: a harvest that failed may be any. */
export const hasName = ({ spoken }: SourceSentence): boolean => spoken.some(isName);

const textOf = ({ page, start, end }: PlacedSentence): string => foldWhiteSpace(page.text.slice(start, end));

const placeOf = (sentence: PlacedSentence, previous: PlacedSentence | undefined) => ({
  heading: sentence.path.at(-1)?.text ?? '',
  isItem: LIST_MARK.test(textOf(sentence)),
  before: previous ? textOf(previous) : '',
});

function partsOf(text: string, lexicon: Lexicon) {
  const spoken = wordsOf(text, lexicon);
  return { spoken, content: contentWordsOf(spoken, lexicon), quantities: measuresOf(text, lexicon).quantities };
}
