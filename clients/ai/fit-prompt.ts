import { countTokens } from '../../domain/text/tokens.js';
import type { Turn } from '../../domain/tutor/thread.js';
import type { Passage } from './provider.js';

/**
 * What small models' tokenizers make of a text more than GPT's, by estimate: their dictionaries are a third as large.
 * A server that is sent too much either refuses, or leaves the beginning out without a word.
 */
const SMALL_DICTIONARY = 1.3;

/** Tokens that a model is likely to make of a text. */
export const likelyTokens = (text: string): number => Math.ceil(countTokens(text) * SMALL_DICTIONARY);

/** Delimiters and number of a passage. */
const FRAME_TOKENS = 16;
/** Less of a passage than this says nothing. */
const MIN_TOKENS = 60;

/** The first passages that have room; the one that has too little is cut to it. */
export function fitPassages(passages: readonly Passage[], room: number): Passage[] {
  const fitting: Passage[] = [];
  let left = room;
  for (const passage of passages) {
    left -= FRAME_TOKENS;
    const tokens = likelyTokens(passage.text);
    if (tokens > left) {
      if (left >= MIN_TOKENS) fitting.push({ ...passage, text: cutTo(passage.text, left / tokens) });
      break;
    }
    fitting.push(passage);
    left -= tokens;
  }
  return fitting;
}

/** So much of a text, up to the end of a word. */
function cutTo(text: string, part: number): string {
  const head = text.slice(0, Math.floor(text.length * part));
  return head.slice(0, Math.max(head.search(/\s\S*$/), head.length - 40)).trimEnd();
}

/** The latest turns that have room, oldest first. */
export function fitTurns(turns: readonly Turn[], room: number): Turn[] {
  let left = room;
  const fitting = turns.toReversed().findIndex(({ question, answer }) => {
    left -= likelyTokens(`${question}\n${answer}`);
    return left < 0;
  });
  return fitting < 0 ? [...turns] : turns.slice(turns.length - fitting);
}
