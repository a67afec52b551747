import { pageLanguage } from '../domain/text/page-language.js';
import { codeOf, ENGLISH, isInstalled } from './ocr-languages.js';
import type { OcrText } from './ocr-runs.js';
import { languagesOfScript } from './ocr-scripts.js';

/** A page that is read with less confidence may be in another script: such pages were read with 0.56 at most. */
const DOUBTFUL = 0.6;
/** A reading in another script is right with this confidence, and so much above that of the first. */
const RIGHT = { confidence: 0.6, gain: 0.1 };
/** What a reading in the language of the page may lose in confidence: its letters are more than those of English. */
const SLACK = 0.02;
/** Below it the script that the engine tells is a guess; pages of notes by hand and drawings have any. */
const SURE_OF_SCRIPT = 1;

/** What reads a page. */
export interface Readers {
  /** Reads with the data of these languages (the engine's codes). */
  read(codes: readonly string[]): Promise<OcrText>;
  /** The script of the page, as the engine names it, and how sure that is. */
  tellScript(): Promise<{ script: string; sureness: number } | undefined>;
  /** A folder of further data. */
  folder: string | undefined;
}

/**
 * Reads a page in its own language: once more where the text turns out to be in another language than it was read in,
 * or in another script. What is in a script of which there is no data comes without text, and names the language.
 * @param expected the engine's codes
 */
export async function readInItsLanguage(expected: readonly string[], readers: Readers): Promise<OcrText> {
  const first = { ...(await readers.read(expected)), languages: expected };
  return first.confidence < DOUBTFUL ? readInItsScript(first, readers) : readInLanguageOf(first, readers);
}

/** In the language that the text is in, by its words. */
async function readInLanguageOf(first: OcrText, { read, folder }: Readers): Promise<OcrText> {
  const code = codeOf(pageLanguage(first.text) ?? '');
  if (code === undefined || first.languages.includes(code) || !isInstalled(code, folder)) return first;
  const codes = withEnglish(code);
  const second = await read(codes);
  return second.confidence >= first.confidence - SLACK ? { ...second, languages: codes } : first;
}

async function readInItsScript(first: OcrText, readers: Readers): Promise<OcrText> {
  const { read, tellScript, folder } = readers;
  const told = await tellScript();
  const likely = told ? languagesOfScript(told.script) : [];
  const known = likely.flatMap((language) => codeOf(language) ?? []).filter((code) => isInstalled(code, folder));
  let best = first;
  for (const code of known.filter((one) => !first.languages.includes(one))) {
    const codes = withEnglish(code);
    const reading = { ...(await read(codes)), languages: codes };
    if (reading.confidence > best.confidence) best = reading;
    if (best !== first && best.confidence >= RIGHT.confidence) break;
  }
  const isRead = best !== first && best.confidence >= Math.min(RIGHT.confidence, first.confidence + RIGHT.gain);
  if (isRead) return unlessOfAnother(await readInLanguageOf(best, readers), likely, folder);
  const isMissing = known.length === 0 && (told?.sureness ?? 0) >= SURE_OF_SCRIPT;
  return isMissing ? without(first, likely[0]) : first;
}

/** A reading with the data of another language of the same script has wrong letters in every word. */
function unlessOfAnother(reading: OcrText, likely: readonly string[], folder: string | undefined): OcrText {
  const language = likely.find((one) => one === pageLanguage(reading.text));
  const code = codeOf(language ?? '');
  const isAnother = code !== undefined && !reading.languages.includes(code) && !isInstalled(code, folder);
  return isAnother ? without(reading, language) : reading;
}

const without = (reading: OcrText, language: string | undefined): OcrText =>
  language === undefined ? reading : { ...reading, text: '', runs: [], missing: language };

const withEnglish = (code: string): string[] => (code === ENGLISH ? [ENGLISH] : [ENGLISH, code].toSorted());
