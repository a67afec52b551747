import type { PageRef } from '../text/source-ref.js';
import { type CheckedPart, checkPart, isBacked, type TextOf } from '../tutor/checked-answer.js';
import type { DraftPart } from '../tutor/draft-parts.js';

/** A part of a material, under a heading or about one topic. */
export interface GuideSection<Sentence> {
  /** Depth in the outline, from 1. */
  level: number;
  /** Null for text that has none. */
  heading: string | null;
  pageFrom: number;
  pageTo: number;
  /** What it says, in the order of its text. */
  sentences: Sentence[];
}

/** A term with the sentence that defines it. */
export interface KeyTerm<Sentence> {
  term: string;
  sentence: Sentence;
}

/** A question that the material answers, with the sentence that does. */
export interface GuideQuestion<Sentence> {
  question: string;
  sentence: Sentence;
}

/** What a material is about. */
export interface GuideOf<Sentence> {
  /** BCP 47, of the material's text; null where it is none that is known here. */
  language: string | null;
  /** The outline, in the order of the text. */
  sections: GuideSection<Sentence>[];
  summary: Sentence[];
  terms: KeyTerm<Sentence>[];
  questions: GuideQuestion<Sentence>[];
}

/** A sentence of a guide with its quotes, which stand on pages of its material. */
export type GuideSentence = CheckedPart<PageRef>;

/** A guide whose every sentence has quotes that stand on their pages. */
export type CheckedGuide = GuideOf<GuideSentence>;

/** Holds every sentence of a guide against its pages; what no quote backs is left out, and what rests on it. */
export function checkGuide(
  { language, sections, summary, terms, questions }: GuideOf<DraftPart>,
  pageOf: TextOf<PageRef>,
): CheckedGuide {
  const known = new Map<DraftPart, GuideSentence>();
  const check = (part: DraftPart): GuideSentence => {
    const checked = known.get(part) ?? checkPart(part, pageOf);
    known.set(part, checked);
    return checked;
  };
  const backed = (parts: readonly DraftPart[]) => parts.map(check).filter(isBacked);
  const withSentence = <T extends { sentence: DraftPart }>(items: readonly T[]) =>
    items.map((item) => ({ ...item, sentence: check(item.sentence) })).filter(({ sentence }) => isBacked(sentence));
  return {
    language,
    sections: sections.map(({ sentences, ...section }) => ({ ...section, sentences: backed(sentences) })),
    summary: backed(summary),
    terms: withSentence(terms),
    questions: withSentence(questions),
  };
}
