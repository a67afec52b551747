import { LIST_MARK } from '../text/blocks.js';
import type { PlacedSentence } from '../text/chunking.js';
import { foldWhiteSpace, isMeaningful } from '../text/quotes.js';
import { QUESTION } from '../text/sentences.js';
import { isRow } from '../text/tables.js';
import type { GuideLanguage } from './guide-language.js';
import { wordsOf } from './words.js';

/** A sentence of a material that can stand for it, with what speaks for and against that. */
export interface Statement {
  pageNo: number;
  /** As it stands on the page, white space folded, without a list's mark. */
  text: string;
  words: readonly string[];
  /** Whether it ends as a sentence does, or is a note. */
  isWhole: boolean;
  /** Whether it rests on the sentence before it. */
  refersBack: boolean;
}

const MAX_CHARACTERS = 400;
const MIN_WORDS = 4;
const END = /[.!。！؟।…:：](?:["'”’»)\]）」』*_]|\[\d+\])*$/u;
/** What a sentence must mostly be made of. */
const MIN_LETTERS = 0.6;

/** The statements among sentences: no rows of tables, no questions, no fragments, nothing too long to be read at once. */
export function statementsOf(sentences: readonly PlacedSentence[], language: GuideLanguage | undefined): Statement[] {
  return sentences.flatMap((sentence) => statementOf(sentence, language) ?? []);
}

function statementOf({ page, start, end }: PlacedSentence, language: GuideLanguage | undefined): Statement | undefined {
  const text = foldWhiteSpace(page.text.slice(start, end)).replace(LIST_MARK, '');
  if (text.length > MAX_CHARACTERS || isRow(text) || !isMeaningful(text)) return undefined;
  if (QUESTION.test(text) || /^\p{Ll}/u.test(text)) return undefined;
  const letters = text.match(/[\p{L}\p{M}\p{N}]/gu)?.length ?? 0;
  if (letters < MIN_LETTERS * text.replaceAll(' ', '').length) return undefined;
  const words = wordsOf(text);
  if (words.length < MIN_WORDS) return undefined;
  const refersBack = words[0] !== undefined && (language?.back.has(words[0]) ?? false);
  return { pageNo: page.pageNo, text, words, isWhole: END.test(text), refersBack };
}
