import type { ConvertedPage } from '../converted-page.js';
import type { Cue } from './cues.js';

/** Seconds of a page: one ends with the first sentence that ends behind the first number, at the latest at the second. */
const PAGE = { from: 90, to: 180 };
/** Characters of a page at most, for those who speak fast. */
const MAX_PAGE = 4_000;
/** Characters, and seconds, of a paragraph, from which on it ends with a sentence. */
const PARAGRAPH = { characters: 500, seconds: 40 };
/** Seconds of silence between two paragraphs. */
const SILENCE = 3;
/** Captions without marks of sentences: what is said between two breaths counts as one. */
const UNMARKED = { breath: 0.7, characters: 160 };
/** Cues for each end of a sentence at most, where sentences are marked. */
const CUES_OF_SENTENCE = 8;

/** The share of cues that begin with what may be a name, from which on a program of meetings has put it before each. */
const NAMED_CUES = 0.5;
/** A name as people call themselves there, in any script: `Ann Lee (she/her): `, `李明：`. */
const CUE_NAME = /^[^\s:：>–—-][^:：]{0,40}(?::\s|：\s*)/u;

const ENDED = /[.!?…。！？।؟]["'”’»)\]」』]*$/u;
/** A sound, and no word: `[Music]`, `(applause)`, `♪`. */
const SOUND = /^(?:[[(][^[\]()]{1,40}[\])]|[♪♫\s]+)$/u;
/** Who speaks begins a line by a dash or two angles, or by a name in capitals. */
const DASH = /^(?:[-–—]\s*|>>+\s*)(?=\S)/u;
const NAME = /^(?:\p{Lu}[\p{Lu}\d .'-]{1,30}|\p{Lu}[\p{L}'-]{1,20}(?: \p{Lu}[\p{L}.'-]{0,20}){0,2}):\s/u;
/** Scripts that set no blanks between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}、。！？]$/u;

/** A paragraph of what is said. */
interface Paragraph {
  text: string;
  start: number;
  end: number;
}

/** What is said, as pages of some minutes each, whose label is the time that they take: 12:30–14:00. */
export function transcriptPages(cues: readonly Cue[]): ConvertedPage[] {
  const pages: Paragraph[][] = [];
  let page: Paragraph[] = [];
  for (const paragraph of paragraphsOf(cues)) {
    const first = page[0];
    const characters = page.reduce((sum, { text }) => sum + text.length, 0);
    if (
      first &&
      (paragraph.end - first.start > PAGE.to ||
        characters + paragraph.text.length > MAX_PAGE ||
        lastEnd(page) - first.start >= PAGE.from)
    ) {
      pages.push(page);
      page = [];
    }
    page.push(paragraph);
  }
  if (page.length > 0) pages.push(page);
  return pages.map((paragraphs) => ({
    text: paragraphs.map(({ text }) => text).join('\n\n'),
    label: `${clock(paragraphs[0]?.start ?? 0)}–${clock(lastEnd(paragraphs))}`,
  }));
}

const lastEnd = (page: readonly Paragraph[]): number => Math.max(...page.map(({ end }) => end));

/** 12:30, and 1:02:30 beyond an hour. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (number: number) => String(number).padStart(2, '0');
  const minutes = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return whole < 3_600 ? minutes.replace(/^0(?=\d:)/, '') : `${Math.floor(whole / 3_600)}:${minutes}`;
}

/** Paragraphs end with a speaker, before a silence, and where they are long enough. */
function paragraphsOf(cues: readonly Cue[]): Paragraph[] {
  const ended = cues.filter(({ lines }) => lines.some((line) => ENDED.test(line))).length;
  const isMarked = ended * CUES_OF_SENTENCE >= cues.length;
  const repeatsNames =
    cues.filter(({ lines: [first = ''] }) => CUE_NAME.test(first)).length >= cues.length * NAMED_CUES;
  const paragraphs: Paragraph[] = [];
  let speaker: string | undefined;
  const nameOf = (line: string, at: number) => (repeatsNames && at === 0 ? CUE_NAME : NAME).exec(line)?.[0];
  /** The name before what is being said; undefined where a dash or a tag began it. */
  let prefix: string | undefined;
  for (const { start, end, lines, speaker: named } of cues) {
    const isNew = named !== undefined && named !== speaker;
    speaker = named ?? speaker;
    for (const [at, line] of lines.filter((each) => !SOUND.test(each)).entries()) {
      const last = paragraphs.at(-1);
      const name = nameOf(line, at);
      const goesOn = repeatsNames && name !== undefined && name === prefix;
      const begins = DASH.test(line) || (at === 0 && isNew);
      const turn = begins || (name !== undefined && !goesOn);
      if (begins || name !== undefined) prefix = name;
      const said = goesOn ? line.slice(name.length) : line;
      const text = at === 0 && isNew ? `${named}: ${line}` : said.replace(DASH, '');
      if (!last || turn || isOver(last, start, isMarked)) paragraphs.push({ text, start, end });
      else {
        last.text += (UNSPACED.test(last.text) ? '' : ' ') + text;
        last.end = Math.max(last.end, end);
      }
    }
  }
  return paragraphs;
}

function isOver({ text, start: begun, end }: Paragraph, start: number, isMarked: boolean): boolean {
  const silence = start - end;
  if (!isMarked) return silence >= UNMARKED.breath || text.length >= UNMARKED.characters;
  const isLong = (by: number) => text.length >= by * PARAGRAPH.characters || end - begun >= by * PARAGRAPH.seconds;
  return ENDED.test(text) ? isLong(1) || silence >= SILENCE : isLong(3);
}
