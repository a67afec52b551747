import { escapeMarkdown } from '../text/safe-markdown.js';
import type { DraftPart } from '../tutor/draft-parts.js';
import { centralStatements, type PlacedStatement, promisingStatements } from './central-statements.js';
import type { GuideOf, GuideQuestion, GuideSection, KeyTerm } from './guide.js';
import type { GuideLanguage } from './guide-language.js';
import { keyTerms } from './key-terms.js';
import type { OutlineSection } from './outline.js';
import { type Statement, statementsOf } from './statements.js';
import { wordsOf } from './words.js';

/** Statements that are compared by meaning: some eight seconds of the encoder. */
export const MAX_COMPARED = 200;
/** Statements of the sections of a guide together, and of one section. */
const MAX_KEPT = { together: 120, each: 3 };
const MAX_SUMMARY = 8;
const MAX_TERMS = 12;
const MAX_QUESTIONS = 8;
/** Questions about terms at most, where there are sections to ask about as well. */
const MAX_OF_TERMS = 5;

/** A section with the statements that may stand for it. */
export interface SectionChoice {
  section: OutlineSection;
  statements: Statement[];
}

/** What a guide is composed of. */
export interface GuideMaterial {
  choices: readonly SectionChoice[];
  /** Every statement, in order. */
  statements: readonly Statement[];
  language: GuideLanguage | undefined;
}

/** The most promising statements of each section, MAX_COMPARED in all: each section has its turn until there are enough. */
export function chooseStatements(
  sections: readonly OutlineSection[],
  language: GuideLanguage | undefined,
): GuideMaterial {
  const all = sections.map((section) => ({ section, statements: statementsOf(section.sentences, language) }));
  const shares = all.map(() => 0);
  let left = MAX_COMPARED;
  for (let added = 1; left > 0 && added > 0; ) {
    added = 0;
    for (const [at, { statements }] of all.entries()) {
      const share = shares[at] ?? 0;
      if (left === 0 || share === statements.length) continue;
      shares[at] = share + 1;
      added += 1;
      left -= 1;
    }
  }
  const choices = all.map(({ section, statements }, at) => ({
    section,
    statements: promisingStatements(statements, shares[at] ?? 0),
  }));
  return { choices, statements: all.flatMap(({ statements }) => statements), language };
}

/**
 * A guide of copied sentences: by section the most central ones, of these the summary, the terms that are defined, and
 * questions.
 * @param vectors one for each statement of the choices, in their order
 * @param refOf the number under which a page is cited
 */
export function composeGuide(
  { choices, statements, language }: GuideMaterial,
  vectors: readonly (readonly number[])[],
  refOf: (pageNo: number) => number,
): GuideOf<DraftPart> {
  const perSection = Math.min(MAX_KEPT.each, Math.max(1, Math.floor(MAX_KEPT.together / choices.length)));
  const parts = new Map<string, DraftPart>();
  const partOf = ({ text, pageNo }: Statement): DraftPart => {
    const key = `${pageNo} ${text}`;
    const part = parts.get(key) ?? { text: escapeMarkdown(text), citations: [{ ref: refOf(pageNo), quote: text }] };
    parts.set(key, part);
    return part;
  };
  let at = 0;
  const picked = choices.map(({ section, statements: own }) => {
    const placed = own.map((statement): PlacedStatement => ({ ...statement, vector: vectors[at++] ?? [] }));
    return { section, central: centralStatements(placed, perSection) };
  });
  const sections = picked.map(
    ({ section: { level, heading, pageFrom, pageTo }, central }): GuideSection<DraftPart> => ({
      ...{ level, heading, pageFrom, pageTo },
      sentences: central.map(partOf),
    }),
  );
  const headings = sections.flatMap(({ heading }) => heading ?? []);
  const terms = keyTerms(statements, { headings, language, max: MAX_TERMS }).map(
    ({ term, statement }): KeyTerm<DraftPart> => ({ term, sentence: partOf(statement) }),
  );
  return {
    language: language?.language ?? null,
    sections,
    summary: centralStatements(
      picked.flatMap(({ central }) => central),
      MAX_SUMMARY,
    ).map(partOf),
    terms,
    questions: language ? questionsOf(language, sections, terms) : [],
  };
}

/** Questions in the material's language that its sentences answer: what terms mean, and what sections say. */
function questionsOf(
  language: GuideLanguage,
  sections: readonly GuideSection<DraftPart>[],
  terms: readonly KeyTerm<DraftPart>[],
): GuideQuestion<DraftPart>[] {
  const ofTerms = terms.map(({ term, sentence }) => ({
    question: language.ask.term.replace('{term}', () => term),
    sentence,
  }));
  const ofSections = sections.flatMap(({ heading, sentences: [sentence] }) => {
    if (heading === null || !sentence || wordsOf(heading).every((word) => language.vocabulary.has(word))) return [];
    return [{ question: language.ask.section.replace('{heading}', () => heading), sentence }];
  });
  const most = ofSections.slice(0, Math.max(MAX_QUESTIONS - MAX_OF_TERMS, MAX_QUESTIONS - ofTerms.length));
  return [...ofTerms.slice(0, MAX_QUESTIONS - most.length), ...most];
}
