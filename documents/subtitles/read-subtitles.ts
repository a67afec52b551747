import type { ConvertedPage } from '../converted-page.js';
import { cuesOf, type SubtitleKind } from './cues.js';
import { withoutRepeats } from './rolling-captions.js';
import { transcriptPages } from './transcript.js';

/** What is said in subtitles as a transcript, without times in its sentences; lines end in \n. */
export const readSubtitles = (text: string, kind: SubtitleKind): ConvertedPage[] =>
  transcriptPages(withoutRepeats(cuesOf(text, kind).sort((a, b) => a.start - b.start)));
