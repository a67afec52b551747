import { countTokens, WORDS } from '../text/tokens.js';

/** A question of a thread that was answered before. */
export interface Turn {
  question: string;
  answer: string;
}

/** Tokens of earlier turns that go with a question. */
const MAX_TOKENS = 1_500;

/** The latest turns that fit, oldest first, without the marks of citations; the very latest is cut where it must be. */
export function recentTurns(turns: readonly Turn[], mostTokens = MAX_TOKENS): Turn[] {
  const recent: Turn[] = [];
  let left = mostTokens;
  for (const { question, answer } of turns.toReversed()) {
    const turn = { question, answer: answer.replace(/ ?(?<!\\)\[\d+\]/g, '') };
    if (recent.length === 0) Object.assign(turn, cutTurn(turn, left));
    left -= countTokens(turn.question) + countTokens(turn.answer);
    if (left < 0) break;
    recent.unshift(turn);
  }
  return recent;
}

function cutTurn({ question, answer }: Turn, most: number): Turn {
  const cut = cutTokens(question, most);
  return { question: cut, answer: cutTokens(answer, most - countTokens(cut)) };
}

/** The first words of a text, as many as have so many tokens. */
function cutTokens(text: string, most: number): string {
  let tokens = 0;
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    tokens += countTokens(word);
    if (tokens > most) return text.slice(0, index).trimEnd();
  }
  return text;
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
