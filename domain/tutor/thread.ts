import { countTokens, WORDS } from '../text/tokens.js';
import { isFollowUp } from './follow-up.js';

/** A question of a thread that was answered before. */
export interface Turn {
  question: string;
  answer: string;
}

/** Tokens at max of the earlier turns that go with a question. */
const MAX_TOKENS = 1_500;

/** The latest turns that fit, oldest first, without the marks of citations; the very latest is cut where it must be. */
export function recentTurns(turns: readonly Turn[], maxTokens = MAX_TOKENS): Turn[] {
  const recent: Turn[] = [];
  let left = maxTokens;
  for (const { question, answer } of turns.toReversed()) {
    const turn = { question, answer: answer.replace(/(?: |\n\n)?(?<!\\)\[\d+\]/g, '') };
    if (recent.length === 0) Object.assign(turn, cutTurn(turn, left));
    left -= countTokens(turn.question) + countTokens(turn.answer);
    if (left < 0) break;
    recent.unshift(turn);
  }
  return recent;
}

function cutTurn({ question, answer }: Turn, max: number): Turn {
  const cut = cutTokens(question, max);
  return { question: cut, answer: cutTokens(answer, max - countTokens(cut)) };
}

/** The first words of a text, as many as have so many tokens. */
function cutTokens(text: string, max: number): string {
  let tokens = 0;
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    tokens += countTokens(word);
    if (tokens > max) return text.slice(0, index).trimEnd();
  }
  return text;
}

/** What to search for: the question, with the one before it where it goes on from that. */
export function searchText(question: string, turns: readonly Turn[]): string {
  const last = turns.at(-1);
  return last && isFollowUp(question) ? `${last.question} ${question}` : question;
}
