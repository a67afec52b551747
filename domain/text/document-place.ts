import { keptPath } from './heading-path.js';
import { PICTURE_BEGIN, PICTURE_END } from './picture-brackets.js';

/** Where something stands in a document whose pages are not those of print. */
export interface DocumentPlace {
  /** The headings above it, from the highest down. */
  headingPath: string[];
  /** Of the paragraphs below the last of these headings, or of all where there is none, from 1. */
  paragraphNo: number;
}

/** Headings as readers of documents write them. */
const HEADING = /^\s*(#{1,6}) +(\S[^\n]*)/;

/**
 * The place of an offset in the last of these pages. What is parted by an empty line is a paragraph: a list and a table
 * are one, and so is a picture; one that goes on over the end of a page is still the same.
 * @param pages texts from the first page of the document on
 */
export function placeAt(pages: readonly string[], offset: number): DocumentPlace {
  let path: { level: number; text: string }[] = [];
  let paragraphNo = 0;
  let before = '';
  let inPicture = false;
  for (const [at, text] of pages.entries()) {
    const isLast = at === pages.length - 1;
    let from = 0;
    for (const [index, block] of text.split(/\n{2,}/).entries()) {
      from = Math.max(text.indexOf(block, from), from);
      if (isLast && from > offset) return place(path, paragraphNo);
      from += block.length;
      if (inPicture) {
        inPicture = block !== PICTURE_END;
        continue;
      }
      inPicture = block === PICTURE_BEGIN;
      let rest = block;
      for (let found = HEADING.exec(rest); found; found = HEADING.exec(rest)) {
        const [line, { length: level } = '', heading = ''] = found;
        path = [...path.filter((above) => above.level < level), { level, text: heading }];
        paragraphNo = 0;
        rest = rest.slice(line.length);
      }
      if (rest.trim() !== '' && !(index === 0 && goesOn(before, block))) paragraphNo += 1;
      before = block;
    }
  }
  return place(path, paragraphNo);
}

/** A paragraph that was cut at the end of a page: no sentence ends there, and none begins here. */
const goesOn = (before: string, block: string): boolean =>
  before !== '' && !HEADING.test(before) && !/[.!?:…。？！]["'”’»)\]]*$/u.test(before) && /^\p{Ll}/u.test(block);

const place = (path: readonly { text: string }[], paragraphNo: number): DocumentPlace => ({
  headingPath: keptPath(path),
  paragraphNo: Math.max(paragraphNo, 1),
});
