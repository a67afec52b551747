import { z } from 'zod';
import { ABOUT_KINDS } from '../../domain/guides/guide-language.js';

const line = z.string().regex(/^\S+( \S+)*$/, 'must be one line, with single spaces and none around it');
const lines = z.array(line);
const some = lines.min(1);

const withPlace = (place: string) =>
  line.refine((text) => text.split(place).length === 2, `must have ${place} in it, once`);

/** A file of `content/guide/`: how questions about a whole material are put in one language. */
export const guideLanguageFile = z.strictObject({
  /** BCP 47. */
  language: z.string().regex(/^[a-z]{2,3}$/, 'must be the tag of a language, in lower case'),
  /** Questions about a whole material, by what they want of it: examples, which others are compared with. */
  questions: z.strictObject(
    Object.fromEntries(ABOUT_KINDS.map((kind) => [kind, lines.min(3)])) as Record<
      (typeof ABOUT_KINDS)[number],
      typeof some
    >,
  ),
  /** Further words of such questions, with spaces between them: common words, and none that a course is about. */
  words: z.string(),
  /** What a material is called, as a whole or in part; among the words above or not. */
  wholes: some,
  /** Beginnings of words that only such questions have, and phrases. */
  keys: some,
  /** What a part of a document is called. */
  places: some,
  pages: some,
  /** From one on, the words for each: `one first`. */
  numbers: lines.length(10, 'must have the words from one to ten'),
  /** What stands between a term and what it is; of two that begin alike the shorter is found, so that the longer is none. */
  defines: some.refine(
    (all) => !all.some((one) => all.some((other) => one.startsWith(`${other} `))),
    'must have none that begins with another',
  ),
  articles: lines,
  /** Words at the beginning of a sentence that rests on the one before. */
  back: some,
  /** Questions that are put to the student. */
  ask: z.strictObject({ term: withPlace('{term}'), section: withPlace('{heading}') }),
});
