import type { PlacedSentence } from '../text/chunking.js';

/** A part of a material: what stands under one heading, or is about one topic. */
export interface OutlineSection {
  /** Depth, from 1. */
  level: number;
  heading: string | null;
  pageFrom: number;
  pageTo: number;
  /** Without headings. */
  sentences: PlacedSentence[];
}

/** Where a chunk begins. */
export interface ChunkStart {
  pageNo: number;
  start: number;
}

/** Entries of an outline at most; a deck may have a title on each of two hundred slides. */
const MAX_SECTIONS = 200;

/** Characters of a heading that are kept. */
const MAX_HEADING = 200;

/** The outline that a material's headings make; text before the first heading is a section without one. */
export function outlineOf(sentences: readonly PlacedSentence[]): OutlineSection[] {
  const sections: OutlineSection[] = [];
  let path: PlacedSentence['path'] | undefined;
  for (const sentence of sentences) {
    const { pageNo } = sentence.page;
    if (sentence.isHeading || !path || sections.length === 0) {
      // A heading over the limit of a sentence comes in pieces.
      if (sentence.path !== path || sections.length === 0) {
        const heading = sentence.path.at(-1)?.text.slice(0, MAX_HEADING) ?? null;
        const level = Math.max(sentence.path.length, 1);
        sections.push({ level, heading, pageFrom: pageNo, pageTo: pageNo, sentences: [] });
      }
      path = sentence.path;
    }
    const section = sections.at(-1);
    if (!section || sentence.isHeading) continue;
    section.sentences.push(sentence);
    section.pageTo = pageNo;
  }
  return withAtMost(MAX_SECTIONS, sections);
}

/** Whether headings part a material; a title alone does not. */
export const hasHeadings = (sections: readonly OutlineSection[]): boolean =>
  sections.filter(({ heading, sentences }) => heading !== null && sentences.length > 0).length > 1;

/** Parts a material where its topics turn: the sections have no headings, but for that of the whole at the top. */
export function outlineByTopics(sentences: readonly PlacedSentence[], starts: readonly ChunkStart[]): OutlineSection[] {
  const text = sentences.filter(({ isHeading }) => !isHeading);
  const topics = starts.map((start, at) => {
    const next = starts[at + 1];
    return text.filter(
      (sentence) => (at === 0 || !isBefore(sentence, start)) && (next === undefined || isBefore(sentence, next)),
    );
  });
  return topics.flatMap((own) => {
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return [];
    return [{ level: 1, heading: null, pageFrom: first.page.pageNo, pageTo: last.page.pageNo, sentences: own }];
  });
}

const isBefore = ({ page, start }: PlacedSentence, place: ChunkStart): boolean =>
  page.pageNo < place.pageNo || (page.pageNo === place.pageNo && start < place.start);

/** Gives the deepest sections to those above them, and then neighbors to each other, until there are few enough. */
function withAtMost(max: number, sections: readonly OutlineSection[]): OutlineSection[] {
  let kept = [...sections];
  for (let level = Math.max(0, ...kept.map((one) => one.level)); kept.length > max && level > 1; level--)
    kept = joined(kept, (section) => section.level >= level);
  const share = Math.ceil(kept.length / max);
  return share > 1 ? joined(kept, (_, at) => at % share > 0) : kept;
}

/** Each section that is to go is text of the one before it. */
function joined(
  sections: readonly OutlineSection[],
  goes: (section: OutlineSection, at: number) => boolean,
): OutlineSection[] {
  const kept: OutlineSection[] = [];
  for (const [at, section] of sections.entries()) {
    const before = kept.at(-1);
    if (!before || !goes(section, at)) kept.push({ ...section, sentences: [...section.sentences] });
    else {
      before.sentences.push(...section.sentences);
      before.pageTo = Math.max(before.pageTo, section.pageTo);
    }
  }
  return kept;
}
