import type { ConvertedPage } from '../converted-page.js';
import { tidyText } from '../plain-text/tidy-text.js';
import { cuesOf, type SubtitleKind } from './cues.js';
import { withoutRepeats } from './rolling-captions.js';
import { transcriptPages } from './transcript.js';

/** What is said in subtitles as a transcript, without times in its sentences. */
export function readSubtitles(text: string, kind: SubtitleKind): ConvertedPage[] {
  // Lines of blanks stay: in WebVTT they are lines of a cue.
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n{3,}/g, '\n\n');
  const cues = cuesOf(lines, kind).sort((a, b) => a.start - b.start);
  return transcriptPages(withoutRepeats(cues)).map((page) =>
    'text' in page ? { ...page, text: tidyText(page.text).replaceAll('\f', ' ') } : page,
  );
}
