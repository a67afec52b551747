import { countTokens } from './tokens.js';

/** A question of a thread that was answered before. */
export interface Turn {
  question: string;
  answer: string;
}

/** Tokens of earlier turns that go with a question. */
const MOST_TOKENS = 1_500;

/** The latest turns that fit, oldest first, without the marks of citations. */
export function recentTurns(turns: readonly Turn[], mostTokens = MOST_TOKENS): Turn[] {
  const recent: Turn[] = [];
  let tokens = 0;
  for (const { question, answer } of turns.toReversed()) {
    const turn = { question, answer: answer.replace(/ ?(?<!\\)\[\d+\]/g, '') };
    tokens += countTokens(turn.question) + countTokens(turn.answer);
    if (tokens > mostTokens) break;
    recent.unshift(turn);
  }
  return recent;
}

const POINTS_BACK =
  /\b(?:it|its|they|them|their|he|she|him|his|her|this|that|these|those|one|ones|former|latter|first|second|third|last|above)\b/i;
/** A question of fewer long words than this, such as 'And why?', says too little alone. */
const TELLING_WORDS = 2;

/** What to search for: a question that leans on the one before takes it along. */
export function searchText(question: string, turns: readonly Turn[]): string {
  const last = turns.at(-1);
  if (!last) return question;
  const telling = question.match(/[\p{L}\p{N}]{5,}/gu) ?? [];
  const leansBack = POINTS_BACK.test(question) || telling.length < TELLING_WORDS;
  return leansBack ? `${last.question} ${question}` : question;
}
