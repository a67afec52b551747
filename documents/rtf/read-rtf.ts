import { Failure } from '../../domain/runs/failures.js';
import type { ConvertedPage } from '../converted-page.js';
import type { PictureList } from '../pictures/picture-list.js';
import { textPages } from '../plain-text/text-pages.js';
import { createTextWriter } from '../plain-text/text-writer.js';
import { tidyText } from '../plain-text/tidy-text.js';
import { setNoteMarksApart } from '../signs/note-marks.js';
import { createDocument } from './document.js';
import { readTokens } from './tokens.js';

/**
 * The pages of an RTF file, by the breaks that are in it, long ones cut, with the marks of pictures. Where the file is
 * cut off, what is there is read, and a failed page stands at the end.
 * @throws Failure TooComplex for groups that are too deep, TooMuchText.
 */
export function readRtf(file: Uint8Array, pictures: PictureList): ConvertedPage[] {
  const writer = createTextWriter();
  const document = createDocument(file, writer, pictures);
  readTokens(file, document);
  const isWhole = document.isOver();
  document.end();
  const text = tidyText(writer.end());
  const pages: ConvertedPage[] = textPages(setNoteMarksApart(text)).map((page) => ({ text: page }));
  if (!isWhole && pages.length === 0) throw new Failure('Corrupt');
  return isWhole ? pages : [...pages, { failure: 'Corrupt' }];
}
