import type { SourceSpan } from '../text/source-spans.js';
import type { DraftPart } from './draft-parts.js';

/** A draft from passages, of materials or of lessons. */
export interface MaterialDraft {
  kind: 'materials';
  spans: SourceSpan[];
  /** Whether sentences with wrong quotes were written again. */
  isRevised: boolean;
  /** Whether it tells of whole materials: its sentences say more than any quote of theirs. */
  isAboutWhole?: boolean;
  /** Whether every part was held against its quotes; those that do not follow have no citations since then. */
  isHeld?: boolean;
  answer: DraftPart[];
  steps: DraftPart[];
  keyPoints: DraftPart[];
  followUps: string[];
  confidence: number;
}

/** A draft between the activity that wrote it and the one that checks it; `ref` n of a quote is `spans[n - 1]`. */
export type StoredDraft =
  | MaterialDraft
  | {
      kind: 'general';
      answer: string;
      steps: string[];
      keyPoints: string[];
      followUps: string[];
      confidence: number;
    }
  | {
      kind: 'none';
      spans: SourceSpan[];
      /** Whether lessons are to be asked next. */
      isForLessons?: boolean;
      /** Whether general knowledge is to be asked next. */
      isOpen: boolean;
    };

/** The lists of parts that a draft from passages has. */
export const PART_LISTS = ['answer', 'steps', 'keyPoints'] as const;
