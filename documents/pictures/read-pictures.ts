import type { PageResult } from '../../domain/text/pages.js';
import { forEachConcurrent } from '../../lib/for-each-concurrent.js';
import { fillPictures, outcomeOfFailure, type PageWithPictures, type PictureOutcome } from './fill-pictures.js';
import { picturesIn } from './picture-marks.js';
import type { PictureReader } from './picture-reader.js';

/** What pictures of documents are read with, and how many of them. */
export interface PictureOptions {
  signal?: AbortSignal | undefined;
  languages?: readonly string[] | undefined;
  /** Pictures with higher numbers are not read; all are where it is left out. */
  pictureLimit?: number | undefined;
}

interface ReadOptions extends PictureOptions {
  reader: PictureReader;
  /** How many pictures are in work at a time. */
  concurrency: number;
  /** A picture's bytes by its number. @throws Failure */
  open: (no: number, signal: AbortSignal) => Promise<Uint8Array>;
  onPage: (page: PageResult) => Promise<void>;
}

/** Pictures of one page that are read, in the order in which they stand there. */
const MAX_ON_PAGE = 16;
/** Pictures of one call that may take all the time or memory there is. */
const MAX_EXHAUSTING = 3;

/**
 * Reads the pictures of pages, and hands each page on as soon as the last of its pictures is read, the first pages
 * first. A picture that cannot be read takes nothing from its page.
 * @throws the signal's reason; what `onPage` throws; Error when the engine breaks.
 */
export async function readPictures(pages: readonly PageWithPictures[], options: ReadOptions): Promise<void> {
  const { reader, open, languages, signal, concurrency, onPage, pictureLimit = Number.POSITIVE_INFINITY } = options;
  let exhausting = 0;
  const outcomes = new Map<number, PictureOutcome>();
  const readings = new Map<number, Promise<PictureOutcome>>();
  const read = async (no: number, within: AbortSignal): Promise<PictureOutcome> => {
    if (exhausting >= MAX_EXHAUSTING) return { failure: 'TooComplex' };
    const outcome = await open(no, within)
      .then((picture) => reader.read(picture, { languages, signal: within }))
      .catch(outcomeOfFailure);
    if ('failure' in outcome && outcome.failure === 'TooComplex') exhausting += 1;
    return outcome;
  };

  const work = pages.map((page) => {
    const places = [...new Set(picturesIn(page.text))];
    const numbers = places.slice(0, MAX_ON_PAGE).filter((no) => no <= pictureLimit);
    return { page, numbers, left: numbers.length };
  });
  const hand = async ({ page, numbers }: (typeof work)[number]) => {
    const own = new Set(numbers);
    const beyond: PictureOutcome = { failure: 'TooManyPictures' };
    await onPage(fillPictures(page, (no) => (own.has(no) ? outcomes.get(no) : undefined) ?? beyond));
  };
  for (const each of work) if (each.left === 0) await hand(each);
  const tasks = work.flatMap((of) => of.numbers.map((no) => ({ of, no })));
  await forEachConcurrent(concurrency, tasks, signal, async ({ of, no }, within) => {
    // One that stands on several pages is read once.
    const reading = readings.get(no) ?? read(no, within);
    readings.set(no, reading);
    outcomes.set(no, await reading);
    of.left -= 1;
    if (of.left === 0) await hand(of);
  });
}
