import { isVisible } from '../../text/line-of-text.js';

/** UTF-16 units that the sides and a tag of a card have at most, and how many tags. */
export const CARD_LIMITS = { front: 1_000, back: 2_000, tag: 60, tags: 20 } as const;

/** Cards that a student may have. */
export const MAX_CARDS = 10_000;

/** What no text of a card may hold: what PostgreSQL cannot store, and half surrogate pairs. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Tags stand in one field of a file, apart by blanks. */
const TAG = /^[^\s\p{Cc}\p{Cs}]+$/u;

/** Whether it can be a tag. */
export const isTag = (text: string): boolean => text.length <= CARD_LIMITS.tag && TAG.test(text) && isVisible(text);

/** What is wrong with a side of a card; undefined where nothing is. */
export function sideFault(side: 'front' | 'back', text: string): string | undefined {
  if (!isVisible(text)) return `The ${side} has nothing that can be seen`;
  if (text.length > CARD_LIMITS[side]) return `The ${side} has over ${CARD_LIMITS[side]} characters`;
  return UNSTORABLE.test(text) ? `The ${side} has characters that cannot be stored` : undefined;
}
