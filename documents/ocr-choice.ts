import { pageLanguage } from '../domain/text/page-language.js';
import { type Readers, type Reading, readTurned, UPRIGHT } from './ocr-direction.js';
import { besideEnglish, codeOf, ENGLISH, isInstalled } from './ocr-languages.js';
import type { OcrText } from './ocr-runs.js';
import { languagesOfScript } from './ocr-scripts.js';

/** A page that is read with less confidence may be in another script, or turned: such pages were read with 0.56 at most. */
const DOUBTFUL = 0.6;
/** A reading in another script is right with this confidence, and so much above that of the first. */
const RIGHT = { confidence: 0.6, gain: 0.1 };
/** What a reading in the language of the page may lose in confidence: its letters are more than those of English. */
const SLACK = 0.02;
/** Below it the script that the engine tells is a guess; pages of notes by hand and drawings have any. */
const SURE_OF_SCRIPT = 1;
/** Languages of one script that a page is read in, so that one on which nothing can be read costs a bounded time. */
const MAX_LANGUAGES = 3;

/** What reads a page, and tells of it. */
export interface PageReaders extends Readers {
  /** What the engine takes the page for by its shapes, turned by so many quarters with the clock. */
  tellScript(quarters: number): Promise<ToldScript | undefined>;
  /** A folder of further data. */
  folder: string | undefined;
}

/** What the engine takes a page for. */
export interface ToldScript {
  /** As the engine names it. */
  script: string;
  sureness: number;
  /** Further quarter turns with the clock that bring it upright. */
  quarters: number;
}

/**
 * Reads a page in its own language and upright: once more where the text turns out to be in another language than it
 * was read in, or in another script, or lies on its side. What is in a script of which there is no data comes without
 * text, and names the language. A page on which nothing can be read is read a dozen times at most, half of them in part.
 * @param expected the engine's codes
 */
export async function readInItsLanguage(expected: readonly string[], readers: PageReaders): Promise<OcrText> {
  const first = await readers.read(expected, UPRIGHT);
  if (isClear(first)) return readInLanguageOf(first, readers);
  // Of lines that run upwards it tells less, and of those in some scripts nothing.
  const level = first.isSideways ? 1 : 0;
  const told = await readers.tellScript(level);
  const quarters = (level + (told?.quarters ?? 0)) % 4;
  const likely = told ? languagesOfScript(told.script) : [];
  const known = likely
    .flatMap((language) => codeOf(language) ?? [])
    .filter((code) => isInstalled(code, readers.folder));
  const others = known.filter((one) => !expected.includes(one)).slice(0, MAX_LANGUAGES);
  const found = await readInScript(first, others, quarters, readers);
  if (found) return unlessOfAnother(await readInLanguageOf(found, readers), likely, readers.folder);
  const turned = await readTurned(first, told && quarters, readers);
  if (turned) return readInLanguageOf(turned, readers);
  const isMissing = known.length === 0 && (told?.sureness ?? 0) >= SURE_OF_SCRIPT;
  return isMissing ? without(first, likely[0]) : first;
}

const isClear = ({ isSideways, confidence }: OcrText): boolean => !isSideways && confidence >= DOUBTFUL;

/** In the language that the text is in, by its words. */
async function readInLanguageOf(first: Reading, { read, folder }: PageReaders): Promise<Reading> {
  const code = codeOf(pageLanguage(first.text) ?? '');
  if (code === undefined || first.languages.includes(code) || !isInstalled(code, folder)) return first;
  const second = await read(withEnglish(code), { quarters: first.quarters });
  return second.confidence >= first.confidence - SLACK ? second : first;
}

/** In the languages of another script, as the page lies by what the engine tells, then in any direction. */
async function readInScript(
  first: Reading,
  codes: readonly string[],
  quarters: number,
  readers: PageReaders,
): Promise<Reading | undefined> {
  const enough = Math.min(RIGHT.confidence, confidenceOf(first) + RIGHT.gain);
  let best: Reading | undefined;
  for (const code of codes) {
    const reading = await readers.read(withEnglish(code), { quarters });
    if (best === undefined || confidenceOf(reading) > confidenceOf(best)) best = reading;
    if (isClear(best)) return best;
  }
  if (best === undefined) return undefined;
  const turned = await readTurned(best, undefined, readers);
  if (turned) return turned;
  return confidenceOf(best) >= enough && confidenceOf(best) > confidenceOf(first) ? best : undefined;
}

const confidenceOf = ({ isSideways, confidence }: OcrText): number => (isSideways ? 0 : confidence);

/** A reading with the data of another language of the same script has wrong letters in every word. */
function unlessOfAnother(reading: OcrText, likely: readonly string[], folder: string | undefined): OcrText {
  const language = likely.find((one) => one === pageLanguage(reading.text));
  const code = codeOf(language ?? '');
  const isAnother = code !== undefined && !reading.languages.includes(code) && !isInstalled(code, folder);
  return isAnother ? without(reading, language) : reading;
}

const without = (reading: OcrText, language: string | undefined): OcrText =>
  language === undefined ? reading : { ...reading, text: '', runs: [], missing: language };

const withEnglish = (code: string): string[] => (code === ENGLISH ? [ENGLISH] : besideEnglish([code]));
