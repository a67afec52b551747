import type { Drafted } from '../../../../domain/quizzes/drafting/drafted.js';
import type { Source } from '../../../../domain/quizzes/drafting/source.js';
import { termQuestions } from '../../../../domain/quizzes/drafting/term-questions.js';
import type { SourceTerm } from '../../../../domain/quizzes/drafting/terms.js';

/** Terms that may stand in each other's place. */
export const OTHERS = ['*Convection* drives slow winds.', '*Erosion* carves valleys.', '*Radiation* warms soil.'];

/** The questions on the first of some terms. */
export function askFirst(terms: SourceTerm[], language: Source): Drafted[] {
  const source = { ...language, sentences: terms.map(({ sentence }) => sentence) };
  return termQuestions(terms, new Set(source.sentences.slice(0, 1)), source);
}

export const wrongOf = (drafted: Drafted | undefined): string[] =>
  drafted?.question.kind === 'single-choice' ? drafted.question.wrong : [];
