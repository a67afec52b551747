import { foldWhiteSpace, locateQuote } from '../../../domain/text/quotes.js';
import type { Passage } from '../provider.js';
import type { Language, Sentence } from './language.js';

/** A sentence that may answer, with its place. */
export interface Candidate extends Sentence {
  ref: number;
  /** Its position in the passage, from 0. */
  at: number;
  /** The sentence before it in the same passage. */
  before: Candidate | undefined;
  /** The heading it stands under in the same passage. */
  heading: Sentence | undefined;
}

/** Between blocks of a page: paragraphs, and items of a list. */
const BLOCK_BREAK = /(?:\r?\n[^\S\n]*){2,}|\r?\n(?=\s*(?:[•▪‣◦*–-]|\d{1,2}[.)])\s)/u;
const LIST_MARK = /^\s*(?:[•▪‣◦*–-]|\d{1,2}[.)])\s+/u;
const MIN_WORDS = 4;

/**
 * The sentences of all passages in order, each once (neighboring passages overlap), white space folded.
 * Each stands literally, up to white space, in the passage it names; headings, questions and fragments are left out.
 */
export function candidatesOf(passages: readonly Passage[], language: Language): Candidate[] {
  const seen = new Set<string>();
  return passages
    .flatMap((passage) => candidatesIn(passage, language))
    .filter(({ text }) => !seen.has(text) && seen.add(text));
}

function candidatesIn({ ref, text }: Passage, language: Language): Candidate[] {
  const found: Candidate[] = [];
  let heading: Sentence | undefined;
  for (const block of text.split(BLOCK_BREAK)) {
    for (const sentence of language.sentences(foldWhiteSpace(block.replace(LIST_MARK, '')))) {
      if (isHeading(sentence)) heading = sentence;
      else if (isWhole(sentence.text) && locateQuote(text, sentence.text)) {
        found.push({ ...sentence, ref, at: found.length, before: found.at(-1), heading });
      }
    }
  }
  return found;
}

const isHeading = ({ text, hasVerb }: Sentence): boolean => !hasVerb && !/[.!?:;]\W*$/u.test(text);

/** A question in the text, as at a chapter's end, answers nothing. */
const isWhole = (sentence: string): boolean => sentence.split(' ').length >= MIN_WORDS && !/\?\W*$/u.test(sentence);
