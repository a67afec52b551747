import { outsideFormula } from '../../domain/text/formulas.js';
import { picturesIn } from '../pictures/picture-marks.js';

/** Characters of a page of text that has no pages of its own: about a printed page. */
export const PAGE_LENGTH = 3_000;
/** Characters that a picture counts for before it is read: a page has a handful. */
const PICTURE_LENGTH = 600;

const HEADING = /^#{1,6} [^\n]*$/;

/**
 * The pages of a tidied text: its own where \f parts them, cut further where they are long. The cuts fall between
 * paragraphs, never after a heading, and within a paragraph only where it is longer than a page. They depend on
 * nothing but the text, so that page numbers stay what they were when a file is read again.
 */
export function textPages(text: string): string[] {
  return text.split('\f').flatMap(cutSection);
}

function cutSection(section: string): string[] {
  const pages: string[][] = [];
  let page: string[] = [];
  let size = 0;
  for (const block of paragraphs(section)) {
    const length = lengthOf([block]);
    if (size > 0 && size + length > PAGE_LENGTH) {
      const carried = endingHeadings(page);
      pages.push(page.slice(0, page.length - carried.length));
      page = carried;
      size = lengthOf(carried);
    }
    page.push(block);
    size += length;
  }
  return [...pages, page].map((blocks) => blocks.join('\n\n').trim()).filter((text) => text !== '');
}

/** The headings at a page's end, which belong to what comes next; none when the page has nothing else. */
function endingHeadings(page: readonly string[]): string[] {
  const last = page.findLastIndex((block) => !HEADING.test(block));
  return last < 0 ? [] : page.slice(last + 1);
}

/** With the text that pictures may have. */
const lengthOf = (blocks: readonly string[]) =>
  blocks.reduce((sum, block) => sum + block.length + picturesIn(block).length * PICTURE_LENGTH, 0);

function* paragraphs(section: string): Generator<string> {
  for (const paragraph of section.split(/\n{2,}/)) {
    let rest = paragraph;
    while (rest.length > PAGE_LENGTH) {
      const end = endOfPiece(rest);
      yield rest.slice(0, end).trimEnd();
      rest = rest.slice(end).trimStart();
    }
    if (rest.trim() !== '') yield rest;
  }
}

/** Where to cut a long paragraph, in no formula. */
function endOfPiece(text: string): number {
  const end = endOfWords(text);
  return outsideFormula(text.slice(0, 3 * PAGE_LENGTH), end) || end;
}

/** After a line, else a sentence, else a word, else between two characters. */
function endOfWords(text: string): number {
  const window = text.slice(0, PAGE_LENGTH);
  const min = PAGE_LENGTH / 2;
  const line = window.lastIndexOf('\n') + 1;
  if (line > min) return line;
  const sentence = Math.max(...['. ', '? ', '! ', '。', '？', '！'].map((mark) => window.lastIndexOf(mark) + 1));
  if (sentence > min) return sentence;
  const word = window.lastIndexOf(' ') + 1;
  if (word > min) return word;
  const splitsPair = /[\uD800-\uDBFF]$/.test(window);
  return splitsPair ? PAGE_LENGTH - 1 : PAGE_LENGTH;
}
