/** A page's text as chunking sees it. */
interface Page {
  pageNo: number;
  text: string;
}

/** A stretch of consecutive pages' text, the unit of retrieval. */
export interface Chunk {
  /** Position in the material, from 0. */
  ord: number;
  pageFrom: number;
  pageTo: number;
  /** Offset of its first character in the text of `pageFrom`, UTF-16 units. */
  start: number;
  /** Offset after its last character in the text of `pageTo`. */
  end: number;
  /** Its page stretches, joined by a line break. */
  text: string;
}

interface Sentence {
  page: Page;
  start: number;
  end: number;
  words: number;
}

/** Most words of a chunk; the offline encoder and common embedding models lose detail beyond a few hundred. */
export const CHUNK_WORDS = 180;
/** Most words that a chunk repeats of the one before, so that a fact across the cut stays findable. */
export const OVERLAP_WORDS = 35;

/**
 * Cuts a material's pages into chunks of whole sentences (a sentence over the limit is cut at words).
 * Every non-blank character of every page lies in at least one chunk; neighbours overlap by whole sentences.
 * @param pages one material's pages in page order
 */
export function chunkPages(pages: readonly Page[]): Chunk[] {
  const sentences = pages.flatMap(sentencesOf);
  const chunks: Chunk[] = [];
  let first = 0;
  while (first < sentences.length) {
    const next = endOfChunk(sentences, first);
    chunks.push(toChunk(sentences.slice(first, next), chunks.length));
    first = next === sentences.length ? next : startOfNext(sentences, first, next);
  }
  return chunks;
}

function endOfChunk(sentences: readonly Sentence[], first: number): number {
  let words = 0;
  for (let index = first; index < sentences.length; index++) {
    words += sentences[index]?.words ?? 0;
    if (words > CHUNK_WORDS && index > first) return index;
  }
  return sentences.length;
}

function startOfNext(sentences: readonly Sentence[], first: number, next: number): number {
  let words = sentences[next]?.words ?? 0;
  let start = next;
  let overlap = 0;
  while (start - 1 > first) {
    const candidate = sentences[start - 1]?.words ?? 0;
    overlap += candidate;
    words += candidate;
    // A repeat that leaves no room for the sentence to come would make a chunk without anything new.
    if (overlap > OVERLAP_WORDS || words > CHUNK_WORDS) break;
    start--;
  }
  return start;
}

function toChunk(sentences: readonly Sentence[], ord: number): Chunk {
  const first = sentences[0];
  const last = sentences.at(-1);
  if (!first || !last) throw new RangeError('a chunk has at least one sentence');
  const pages = [...new Set(sentences.map((sentence) => sentence.page))];
  const stretches = pages.map((page) =>
    page.text.slice(page === first.page ? first.start : 0, page === last.page ? last.end : undefined).trim(),
  );
  return {
    ord,
    pageFrom: first.page.pageNo,
    pageTo: last.page.pageNo,
    start: first.start,
    end: last.end,
    text: stretches.join('\n'),
  };
}

/** More than a dense printed page holds. */
const BLOCK_CHARACTERS = 8_000;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

function sentencesOf(page: Page): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { segment, index } of segments(page.text)) {
    for (const words of wordGroups(segment)) {
      const first = words[0];
      const last = words.at(-1);
      if (!first || !last) continue;
      sentences.push({
        page,
        start: index + first.index,
        end: index + last.index + last[0].length,
        words: words.length,
      });
    }
  }
  return sentences;
}

/**
 * The sentences of a text with their offsets. The segmenter's time grows with the square of a text's length,
 * so a text is given to it in blocks that end at white space; ordinary pages are one block.
 */
function* segments(text: string): Generator<{ segment: string; index: number }> {
  for (let at = 0; at < text.length; ) {
    const end = endOfBlock(text, at);
    for (const { segment, index } of segmenter.segment(text.slice(at, end))) yield { segment, index: at + index };
    at = end;
  }
}

function endOfBlock(text: string, at: number): number {
  if (text.length - at <= BLOCK_CHARACTERS) return text.length;
  const breaks = Math.max(...['\n', ' '].map((space) => text.lastIndexOf(space, at + BLOCK_CHARACTERS - 1)));
  return breaks > at ? breaks + 1 : at + BLOCK_CHARACTERS;
}

/** The words of a sentence, in groups of at most a chunk's size; none for white space. */
function wordGroups(sentence: string): RegExpExecArray[][] {
  const words = [...sentence.matchAll(/\S+/gu)];
  const groups: RegExpExecArray[][] = [];
  for (let at = 0; at < words.length; at += CHUNK_WORDS) groups.push(words.slice(at, at + CHUNK_WORDS));
  return groups;
}
