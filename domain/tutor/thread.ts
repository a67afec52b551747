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
/** The same in Hindi. */
const POINTS_BACK_IN_HINDI = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${['इस', 'उस', 'इन', 'उन', ...listOf(hi?.back)].join('|')})(?![\\p{L}\\p{M}])`,
  'u',
);
/** And in Chinese and Japanese, where a word may go on with another: 它是, 这种. 其 in 土耳其 and 其他 is none. */
const UNSPACED_BACK = new RegExp(
  `^(?:[其此该]$|(?!それぞれ)(?:${[...listOf(zh?.back), ...listOf(ja?.back)].filter((word) => word !== '其').join('|')}))`,
  'u',
);
/** A question of fewer long words, such as 'And why?', says too little alone. */
const MIN_LONG_WORDS = 2;
/** Marks are part of words in Devanagari, where the words that point back are known. */
const LONG_WORD = new RegExp(`(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{Script=Devanagari}]){5,}`, 'gu');
/** Two signs of Chinese or Japanese say as much as a long word; what is written in hiragana is mostly endings. */
const LONG_UNSPACED = /^[\p{Script=Han}\p{Script=Katakana}ー]{2,}$/u;
const SAYING_LITTLE = new Set([zh, ja].flatMap((words) => [...listOf(words?.fillers), ...listOf(words?.sides)]));

/** What to search for: the question, with the one before it where it refers back. */
export function searchText(question: string, turns: readonly Turn[]): string {
  const last = turns.at(-1);
  if (!last) return question;
  const unspaced = unspacedWords(question);
  const pointsBack =
    POINTS_BACK.test(question) ||
    POINTS_BACK_IN_HINDI.test(question) ||
    unspaced.some((word) => UNSPACED_BACK.test(word));
  const longUnspaced = unspaced.filter((word) => LONG_UNSPACED.test(word) && !SAYING_LITTLE.has(word));
  const longWords = (question.match(LONG_WORD)?.length ?? 0) + longUnspaced.length;
  return pointsBack || longWords < MIN_LONG_WORDS ? `${last.question} ${question}` : question;
}

const unspacedWords = (question: string): string[] =>
  [...segmenterOf('word', 'zh').segment(question)].map(({ segment }) => segment);
