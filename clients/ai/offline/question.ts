import { foldText } from '../../../domain/text/fold-text.js';
import { languageOf } from '../../../domain/text/language.js';
import { QUESTION_WORDS, type Wanted } from '../../../domain/text/question-words.js';
import { isUnspaced } from '../../../domain/text/unspaced.js';
import { namesNothing, pointsBack } from '../../../domain/tutor/follow-up.js';
import type { QuestionInput } from '../provider.js';
import { wordsOf } from './words.js';

/** What a question asks. */
export interface ParsedQuestion {
  /** To be embedded: with the question before, where it goes on from that. */
  text: string;
  /** What it is about, folded; the words that only ask are left out. */
  words: readonly string[];
  /** Those of the question before, where it goes on from that. */
  lent: readonly string[];
  wants: Wanted | undefined;
  /** Undefined where its words do not tell. */
  language: string | undefined;
  /** Of a multiple choice, as they are written. */
  options: readonly string[];
}

/** What begins an option: 'a)', '(b)', '2.', '③', or a capital letter alone. */
const OPTION = /(?:^|[\s,;:：?？؟])(?:\(?[\p{L}\p{N}][).]|[①-⑨]|[A-E](?= ))\s*/u;
const MIN_OPTIONS = 3;
/** A question with fewer words of its own, in a thread, is about what the one before was about. */
const MIN_WORDS = 2;
/** 'What is inertia, and when …?' asks for more than one kind of thing. */
const COMPOUND = /[,;，；،].*[?？؟]/su;

const split = (list: string): string[] => list.split(/\s+/u).map((one) => foldText(one.replaceAll('_', ' ')));
const all = Object.values(QUESTION_WORDS);
const FILLERS = split(all.map(({ fillers }) => fillers).join(' '));
const FILLER_WORDS = new Set(FILLERS);
/** Longest first, so that no part of one is left. */
const UNSPACED_FILLERS = FILLERS.filter((one) => isUnspaced(one)).sort((a, b) => b.length - a.length);
const SOURCES = split(all.map(({ sources }) => sources).join(' '));
const TELLING = split(all.map(({ telling }) => telling).join(' '));
const BACK = split(all.map(({ back }) => back).join(' '));
/** One character may begin any other word. */
const UNSPACED_BACK = BACK.filter((word) => isUnspaced(word) && word.length > 1);
const WANTED = (['number', 'time', 'person'] as const).map(
  (kind) => [kind, split(all.map((words) => words[kind]).join(' '))] as const,
);

/** Reads a question, with the one before it where it goes on from that. */
export function readQuestion({ question, turns }: QuestionInput): ParsedQuestion {
  const folded = foldText(question);
  const { stem, options } = partOptions(question);
  const own = contentOf(foldText(stem));
  const last = turns.at(-1);
  const lent = last && (own.length < MIN_WORDS || pointsBack(stem) || namesNothing(stem)) ? last.question : undefined;
  return {
    text: lent ? `${lent} ${question}` : question,
    words: own,
    lent: lent ? contentOf(foldText(lent)).filter((word) => !own.includes(word)) : [],
    wants: COMPOUND.test(stem) ? undefined : WANTED.find(([, words]) => words.some((one) => has(folded, one)))?.[0],
    language: languageOf(stem),
    options,
  };
}

/** Where it is asked what the material says, the words for that. */
function askingFor(folded: string): string[] {
  const [sources, telling] = [SOURCES, TELLING].map((words) => words.filter((one) => has(folded, one)));
  return sources?.length && telling?.length ? [...sources, ...telling] : [];
}

function contentOf(folded: string): string[] {
  const asking = askingFor(folded);
  const unspaced = [...asking.filter((one) => isUnspaced(one)), ...UNSPACED_FILLERS];
  const words = wordsOf(unspaced.reduce((left, filler) => left.replaceAll(filler, ' '), folded));
  const content = words.filter((word) => !asking.includes(word) && !FILLER_WORDS.has(word) && isTelling(word));
  return content.length > 0 ? content : words;
}

/** A letter alone tells nothing. */
const isTelling = (word: string): boolean => word.length > 1 || isUnspaced(word) || /\p{N}/u.test(word);

/** Whether a text has a word or words, as whole ones where its script has spaces. */
function has(folded: string, words: string): boolean {
  if (isUnspaced(words)) return folded.includes(words);
  return ` ${folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')} `.includes(` ${words} `);
}

/** A multiple choice parted into what it asks and its options; none in other questions. */
function partOptions(question: string): { stem: string; options: string[] } {
  const [stem = '', ...options] = question.split(OPTION);
  if (options.length < MIN_OPTIONS || stem === '') return { stem: question, options: [] };
  return { stem, options: options.map((option) => option.replace(/^\s+|[\s,;.?？؟]+$/gu, '')) };
}

/** Whether a sentence begins with a word that stands for something named before. */
export function refersBack(sentence: string): boolean {
  const folded = foldText(sentence.slice(0, 40));
  const [first = ''] = folded.match(/[\p{L}\p{M}]+/u) ?? [];
  return isUnspaced(first) ? UNSPACED_BACK.some((word) => folded.startsWith(word)) : BACK.includes(first);
}
