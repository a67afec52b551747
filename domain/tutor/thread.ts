import { QUESTION_WORDS } from '../text/question-words.js';
import { segmenterOf } from '../text/segmenters.js';
import { countTokens, WORDS } from '../text/tokens.js';
import { UNSPACED } from '../text/unspaced.js';

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

const POINTS_BACK =
  /\b(?:it|its|they|them|their|he|she|him|his|her|this|that|these|those|one|ones|former|latter|first|second|third|last|above)\b/i;
const listOf = (words = ''): string[] => words.split(' ');
const { zh, ja, hi } = QUESTION_WORDS;
const ANYWHERE = [...listOf(zh?.back), ...listOf(ja?.back)].join('|');
const AS_WORDS = ['इस', 'उस', 'इन', 'उन', ...listOf(hi?.back)].join('|');
/** The same in Chinese and Japanese, where no spaces part words, and in Hindi. */
const POINTS_BACK_ELSEWHERE = new RegExp(`${ANYWHERE}|(?<![\\p{L}\\p{M}])(?:${AS_WORDS})(?![\\p{L}\\p{M}])`, 'u');
/** A question of fewer long words, such as 'And why?', says too little alone. */
const MIN_LONG_WORDS = 2;
const LONG_WORD = new RegExp(`(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}]){5,}`, 'gu');
/** Two signs of Chinese or Japanese say as much as a long word; what is written in hiragana is mostly endings. */
const LONG_UNSPACED = /^[\p{Script=Han}\p{Script=Katakana}ー]{2,}$/u;
const UNSPACED_FILLERS = new Set([...listOf(zh?.fillers), ...listOf(ja?.fillers)]);

/** What to search for: the question, with the one before it where it refers back. */
export function searchText(question: string, turns: readonly Turn[]): string {
  const last = turns.at(-1);
  if (!last) return question;
  const pointsBack = POINTS_BACK.test(question) || POINTS_BACK_ELSEWHERE.test(question);
  return pointsBack || longWords(question) < MIN_LONG_WORDS ? `${last.question} ${question}` : question;
}

function longWords(question: string): number {
  const spaced = question.match(LONG_WORD) ?? [];
  const unspaced = [...segmenterOf('word', 'zh').segment(question)].filter(
    ({ segment }) => LONG_UNSPACED.test(segment) && !UNSPACED_FILLERS.has(segment),
  );
  return spaced.length + unspaced.length;
}
