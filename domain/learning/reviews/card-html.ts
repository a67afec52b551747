const BREAK = /<br\s{0,9}\/?>/gi;
/** Where a block begins or ends, one or more, with a break before them, which is not seen. */
const BLOCKS = /\n?(?:<\/?(?:div|p|li|ul|ol|tr|table|h[1-6]|hr)(?:\s[^<>]*)?\/?>[ \t]*)+/gi;
const CELL_END = /<\/t[dh]>/gi;
const TAG = /<[a-z!/?][^<>]*>/gi;
/** A sound, as Anki writes one between the words of a field. */
const SOUND = /\[sound:[^[\]]+\]/g;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The text of a field that is HTML: breaks stay, what else is marked up goes, and so do sounds. */
export const textOfHtml = (html: string): string =>
  html
    .replaceAll(SOUND, '')
    .replaceAll(BREAK, '\n')
    .replaceAll(CELL_END, ' ')
    .replaceAll(BLOCKS, (_, at: number) => (at === 0 ? '' : '\n'))
    .replaceAll(TAG, '')
    .replaceAll(ENTITY, (entity, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : '';
    });

/** A text as HTML that stands in one field of one line. Letter by letter it would take ten times as long. */
export const htmlOfText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // A text that looks like a sound stays a text.
    .replaceAll('[sound:', '&#91;sound:')
    .replaceAll('\t', '&#9;')
    .replaceAll(/\r\n|\r|\n/g, '<br>');
