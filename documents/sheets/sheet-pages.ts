import type { ConvertedPage } from '../converted-page.js';
import { textPages } from '../plain-text/text-pages.js';
import { tidyText } from '../plain-text/tidy-text.js';
import { setNoteMarksApart } from '../signs/note-marks.js';

/** Characters of a page's label. */
const MAX_LABEL = 40;

/** The pages of a sheet: its name as their heading, and as the label of each. */
export function sheetPages(name: string, text: string): ConvertedPage[] {
  const title = name.replace(/\s+/g, ' ').trim();
  const label = [...title.normalize('NFC')].slice(0, MAX_LABEL).join('').trim();
  const body = setNoteMarksApart(tidyText(text).replaceAll('\f', ' ')).trim();
  if (body === '') return [];
  return textPages(title === '' ? body : `# ${title}\n\n${body}`).map((page) =>
    label === '' ? { text: page } : { text: page, label },
  );
}

/** Tells of the sheets that are hidden, which are not read, at the end of the last page. */
export function withHidden(pages: readonly ConvertedPage[], hidden: readonly string[]): ConvertedPage[] {
  const at = pages.findLastIndex((page) => 'text' in page);
  const names = hidden.map((name) => name.replace(/[[\]\s]+/g, ' ').trim()).join(', ');
  if (names === '') return [...pages];
  return pages.map((page, place) =>
    place === at && 'text' in page ? { ...page, text: `${page.text}\n\n[Hidden sheets left out: ${names}]` } : page,
  );
}
