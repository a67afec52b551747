import { type AboutReading, attachedPlaceIn, type NumberedPlace, numberOf, type TopicFit } from './about-question.js';
import type { CheckedGuide } from './guide.js';
import type { GuideLanguage } from './guide-language.js';
import { areForms, wordsOf } from './words.js';

/** A guide with what its material is called. */
export interface TitledGuide {
  materialId: string;
  title: string;
  guide: CheckedGuide;
}

/** What of a guide a question is about. */
export interface NamedPart {
  guide: CheckedGuide;
  /** All of it, some sections, or a page. */
  part: { kind: 'whole' } | { kind: 'sections'; sections: CheckedGuide['sections'] } | { kind: 'page'; pageNo: number };
}

/**
 * The parts of guides that a question names: by number (chapter 3, page 12), by words of a heading, or by the title of
 * a material; all guides where it names nothing.
 */
export function namedParts(
  { topic, place, language }: AboutReading,
  guides: readonly TitledGuide[],
): { fit: TopicFit; parts: NamedPart[] } {
  const byTitle = topic.length > 0 ? guides.filter(({ title }) => holdsAll(wordsOf(title), topic)) : guides;
  const called = byTitle.length > 0 ? byTitle : guides;
  if (place && (topic.length === 0 || byTitle.length > 0)) {
    const parts = called.flatMap(({ guide }) => numberedPart(guide, place, language) ?? []);
    return { fit: parts.length > 0 ? 'none' : 'spoken-of', parts };
  }
  if (topic.length === 0) return { fit: 'none', parts: guides.map(whole) };
  const sections = bestHeadings(topic, guides);
  if (sections.length > 0) return { fit: 'named', parts: sections };
  if (byTitle.length > 0) return { fit: 'none', parts: byTitle.map(whole) };
  const isSpokenOf = guides.some(({ guide }) => speaksOf(guide, topic));
  return isSpokenOf ? { fit: 'spoken-of', parts: [] } : { fit: 'strange', parts: guides.map(whole) };
}

const whole = ({ guide }: TitledGuide): NamedPart => ({ guide, part: { kind: 'whole' } });

const holdsAll = (words: readonly string[], topic: readonly string[]): boolean =>
  topic.every((word) => words.some((one) => areForms(one, word)));

/** The sections, of each guide, whose heading says all that is asked of and the least beside it. */
function bestHeadings(topic: readonly string[], guides: readonly TitledGuide[]): NamedPart[] {
  const found = guides.flatMap(({ guide }) =>
    guide.sections.flatMap(({ heading }, at) => {
      const words = wordsOf(heading ?? '');
      return holdsAll(words, topic) ? [{ guide, at, length: words.length }] : [];
    }),
  );
  const shortest = Math.min(...found.map(({ length }) => length));
  const seen = new Set<CheckedGuide>();
  return found.flatMap(({ guide, at, length }) => {
    if (length > shortest || seen.has(guide)) return [];
    seen.add(guide);
    return [{ guide, part: { kind: 'sections' as const, sections: withInner(guide, at) } }];
  });
}

/** A section with those below it. */
function withInner({ sections }: CheckedGuide, at: number): CheckedGuide['sections'] {
  const level = sections[at]?.level ?? 0;
  const after = sections.findIndex((section, index) => index > at && section.level <= level);
  return sections.slice(at, after < 0 ? undefined : after);
}

function numberedPart(
  guide: CheckedGuide,
  { number, isPage }: NumberedPlace,
  language: GuideLanguage,
): NamedPart | undefined {
  if (isPage) return { guide, part: { kind: 'page', pageNo: number } };
  const { sections } = guide;
  const numbered = sections.findIndex(
    ({ heading }) => heading !== null && numberOfHeading(heading, language) === number,
  );
  const at = numbered >= 0 ? numbered : nthOfTop(sections, number);
  return at < 0 ? undefined : { guide, part: { kind: 'sections', sections: withInner(guide, at) } };
}

/** The number that a heading begins with, after the word for a part where it has one. */
function numberOfHeading(heading: string, language: GuideLanguage): number | undefined {
  const attached = attachedPlaceIn(language, heading);
  if (attached?.start === 0) return attached.number;
  // `3.2` is no third chapter.
  const plain = /^\p{Nd}+\.\p{Nd}/u.test(heading) ? [] : wordsOf(heading).slice(0, 2);
  const [first = '', second = ''] = plain;
  const isPlace = (word: string) => language.places.has(word);
  if (/^\p{Nd}+$/u.test(first)) return numberOf(first, language);
  if (isPlace(first)) return numberOf(second, language);
  return isPlace(second) ? numberOf(first, language) : undefined;
}

/** The nth of the highest sections that are more than one. */
function nthOfTop(sections: CheckedGuide['sections'], number: number): number {
  const levels = [...new Set(sections.map(({ level }) => level))].sort((a, b) => a - b);
  const indexes = levels
    .map((level) => sections.flatMap((section, at) => (section.level === level ? [at] : [])))
    .find((one) => one.length > 1);
  return indexes?.[number - 1] ?? -1;
}

const speaksOf = ({ sections, terms }: CheckedGuide, topic: readonly string[]): boolean => {
  const texts = sections.flatMap(({ heading, sentences }) => [heading ?? '', ...sentences.map(({ text }) => text)]);
  const isOfTopic = (word: string) => topic.some((one) => areForms(one, word));
  return [...texts, ...terms.map(({ term }) => term)].some((text) => wordsOf(text).some(isOfTopic));
};
