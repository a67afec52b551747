import type { CheckContext, Flaw } from '../../../../domain/quizzes/checks/flaw.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { SOUND, SOURCE } from '../planted-flaws.js';

type Of<K extends DraftQuestion['kind']> = Extract<DraftQuestion, { kind: K }>;

/** What a question is held against where nothing else is said. */
export const CONTEXT: CheckContext = { source: SOURCE, language: 'en', others: [] };

/** The question of a kind that has no flaw. */
export const soundOf = <K extends DraftQuestion['kind']>(kind: K): Of<K> => {
  const found = SOUND.find((question): question is Of<K> => question.kind === kind);
  if (!found) throw new Error(`there is none of the kind ${kind}`);
  return found;
};

/** The fields that flaws are of, in their order. */
export const fieldsOf = (flaws: readonly Flaw[]): string[] => flaws.map(({ field }) => field);
