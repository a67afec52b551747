import type { DraftPart } from './draft-parts.js';
import type { Stretch } from './stretches.js';

/** A draft between the activity that wrote it and the one that checks it; `ref` n of a quote is `stretches[n - 1]`. */
export type StoredDraft =
  | {
      kind: 'materials';
      stretches: Stretch[];
      /** Whether sentences with wrong quotes were written again. */
      isMended: boolean;
      answer: DraftPart[];
      steps: DraftPart[];
      keyPoints: DraftPart[];
      followUps: string[];
      confidence: number;
    }
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
      stretches: Stretch[];
      /** Whether general knowledge is to be asked next. */
      isOpen: boolean;
    };

/** The lists of parts that a draft from materials has. */
export const PART_LISTS = ['answer', 'steps', 'keyPoints'] as const;
