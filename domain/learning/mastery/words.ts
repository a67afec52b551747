/** What a student reads of a topic, from nothing on. */
export const MASTERY_WORDS = ['new', 'learning', 'familiar', 'mastered'] as const;

export type MasteryWord = (typeof MASTERY_WORDS)[number];

/** From this probability on a topic is mastered (Corbett & Anderson 1994), and familiar. */
const MASTERED_AT = 0.95;
export const FAMILIAR_AT = 0.6;

/** A topic with so many answers and a lower probability than that of a familiar one is weak. */
export const WEAK_AFTER = 3;

/** What the probability alone would say. */
const wordOf = (known: number): MasteryWord =>
  known >= MASTERED_AT ? 'mastered' : known >= FAMILIAR_AT ? 'familiar' : 'learning';

/**
 * The word after an answer: it moves towards what the probability says, by one word at most. No right answer lowers it
 * and no wrong one raises it, though the first answer, right or wrong, ends `new`.
 */
export function nextWord(word: MasteryWord, { known, isRight }: { known: number; isRight: boolean }): MasteryWord {
  if (word === 'new') return 'learning';
  const [from, to] = [MASTERY_WORDS.indexOf(word), MASTERY_WORDS.indexOf(wordOf(known))];
  const step = isRight ? Math.max(0, Math.sign(to - from)) : Math.min(0, Math.sign(to - from));
  return MASTERY_WORDS[from + step] ?? word;
}

/** Whether a topic is weak: a few answers, and it is not familiar. */
export const isWeak = ({ known, answers }: { known: number; answers: number }): boolean =>
  answers >= WEAK_AFTER && known < FAMILIAR_AT;
