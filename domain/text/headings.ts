/** A heading and its depth; 1 is the highest. */
export interface Heading {
  level: number;
  text: string;
}

/** Characters and words of a heading at most. */
const MAX_HEADING = { characters: 120, words: 14, unnumberedWords: 9 };
/** Level of titles without a number or mark, which stand below all others: marks go down to 6, numbers to 5. */
const TITLE_LEVEL = 7;
/** Words that must follow a title without a number, for these to be text. */
const MIN_WORDS_AFTER = 8;

/** A longer line is not looked at, marked or not. */
const MAX_LINE = 400;

const MARKED = /^(#{1,6})\s+(\S.*?)\s*#*$/u;
const NAMED =
  /^(?:chapter|part|unit|lesson|section|module|appendix|lecture|kapitel|chapitre|capítulo)\s+(?:\d+|[ivxlc]+|[a-z])\b/iu;
/** `Chapter 3` or `Chapter 3: Cells`, and not the beginning of a sentence about it. */
const LABEL = /^\p{L}+\s+[\p{L}\p{N}]+(?:\s*[:.–—-]\s.*)?$/u;
const NUMBERED = /^(\d{1,3}(?:\.\d{1,3}){0,4}|[A-Z](?:\.\d{1,3}){1,4})\.?\s+(\p{Lu}.*)$/u;
const SMALL_WORDS = new Set(
  'a,an,and,as,at,but,by,de,der,des,die,du,et,for,from,in,into,la,le,nor,of,on,or,over,per,the,to,und,versus,via,vs,with,y'.split(
    ',',
  ),
);

/** A line with what stands around it. Blank lines and the edges of a page part paragraphs. */
interface LineInText {
  text: string;
  isAfterBlank: boolean;
  isBeforeBlank: boolean;
  /** The next line that is not blank, '' at the end of a page. */
  next: string;
}

/**
 * Tells whether a line is a heading, by its text alone: marked (`## Cells`), named (`Chapter 3`), numbered
 * (`3.2 Cells`, which is not an item of a list), or a short title with capitals that stands by itself before text.
 * Careful: a heading that is missed costs little, and a sentence taken for one would name other people's paragraphs.
 */
export function headingOf(line: LineInText): Heading | undefined {
  const { text } = line;
  if (text.length > MAX_LINE) return undefined;
  const marked = MARKED.exec(text);
  if (marked) return { level: marked[1]?.length ?? 1, text: marked[2] ?? '' };
  if (text.length > MAX_HEADING.characters || text.includes(' | ') || /[,;:.!?]$/u.test(text)) return undefined;
  const words = text.split(/\s+/u);
  if (words.length > MAX_HEADING.words || !/\p{L}{2}/u.test(text)) return undefined;
  // Rows of dots lead to the page number in a list of contents.
  if (/\.{3}|(?:\. ){3}|…|\s\d+$/u.test(text) && !NAMED.test(text)) return undefined;
  if (NAMED.test(text)) return LABEL.test(text) || standsAlone(line) ? { level: 1, text } : undefined;
  const numbered = NUMBERED.exec(text);
  if (numbered) return isNumberedHeading(numbered, line) ? { level: depthOf(numbered[1] ?? ''), text } : undefined;
  return isTitle(words, line) ? { level: TITLE_LEVEL, text } : undefined;
}

/** The headings above what follows `heading`, from the highest down, where those of `path` are above `heading`. */
export function appendHeading(path: readonly Heading[], heading: Heading): Heading[] {
  return [...path.filter(({ level }) => level < heading.level), heading];
}

const depthOf = (number: string) => number.split('.').length;

const standsAlone = ({ isAfterBlank, isBeforeBlank }: LineInText) => isAfterBlank && isBeforeBlank;

function isNumberedHeading([, number = '', title = '']: RegExpExecArray, line: LineInText): boolean {
  const isShort = title.split(/\s+/u).length <= MAX_HEADING.unnumberedWords;
  // `1. Add the water` in a list stands close to its neighbors; a chapter's heading stands by itself.
  if (depthOf(number) === 1) return standsAlone(line) && isShort && !NUMBERED.test(line.next);
  // A numbered paragraph goes on in the next line, mostly with a small letter.
  return line.isAfterBlank && (line.isBeforeBlank || (isShort && /^\p{Lu}/u.test(line.next)));
}

function isTitle(words: readonly string[], line: LineInText): boolean {
  if (!standsAlone(line) || words.length > MAX_HEADING.unnumberedWords) return false;
  if (!/^\p{Lu}/u.test(line.text) || line.next.split(/\s+/u).length < MIN_WORDS_AFTER) return false;
  const significant = words.filter((word) => /\p{L}/u.test(word) && !SMALL_WORDS.has(word.toLowerCase()));
  return significant.length > 0 && significant.every((word) => /^[^\p{L}]*\p{Lu}/u.test(word));
}
