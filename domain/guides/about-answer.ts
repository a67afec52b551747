import type { PageRef } from '../text/source-ref.js';
import type { CheckedGuide, GuideSentence } from './guide.js';
import type { AboutKind } from './guide-language.js';
import type { NamedPart } from './named-parts.js';

/** Sentences of an answer at most, by what is asked for. */
const MAX_SENTENCES: Record<AboutKind, number> = { about: 4, summary: 8, points: 8, first: 5 };

/** Materials that an answer takes a part from. */
const MAX_PARTS = 8;

/**
 * The sentences of guides that answer a question about them: as many of each material, in the order of its text.
 * @param isAskedFor whether a page is among those that are asked for
 */
export function aboutSentences(
  kind: AboutKind,
  parts: readonly NamedPart[],
  isAskedFor: (page: PageRef) => boolean,
  max = MAX_SENTENCES[kind],
): GuideSentence[] {
  const answering = parts
    .map((part) => sentencesOf(kind, part).filter(({ quotes }) => quotes.every(isAskedFor)))
    .filter(({ length }) => length > 0)
    .slice(0, MAX_PARTS);
  const share = Math.max(1, Math.floor(max / Math.max(1, answering.length)));
  return answering.flatMap((sentences) => (kind === 'first' ? sentences.slice(0, share) : spread(sentences, share)));
}

function sentencesOf(kind: AboutKind, { guide, part }: NamedPart): GuideSentence[] {
  if (part.kind === 'sections') return part.sections.flatMap(({ sentences }) => sentences);
  if (part.kind === 'page')
    return unique(allOf(guide).filter(({ quotes }) => quotes.some((one) => one.pageNo === part.pageNo)));
  if (kind !== 'first') return guide.summary;
  const [beginning] = guide.sections.flatMap(({ sentences }) => sentences);
  return unique([...(beginning ? [beginning] : []), ...guide.terms.map(({ sentence }) => sentence), ...guide.summary]);
}

const allOf = ({ sections, terms }: CheckedGuide): GuideSentence[] => [
  ...sections.flatMap(({ sentences }) => sentences),
  ...terms.map(({ sentence }) => sentence),
];

const unique = (sentences: readonly GuideSentence[]): GuideSentence[] => [
  ...new Map(sentences.map((sentence) => [sentence.text, sentence])).values(),
];

/** So many of a list, as far apart as can be, the first among them. */
function spread<T>(items: readonly T[], max: number): T[] {
  if (items.length <= max) return [...items];
  return Array.from({ length: max }, (_, at) => items[Math.floor((at * items.length) / max)] as T);
}
