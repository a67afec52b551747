/** How the pages of a format are read: by the PDF engine, as images by OCR, or out of text that is converted whole. */
export type ReaderKind = 'pdf' | 'image' | 'conversion';

interface FormatTraits {
  /** As stored with the object and sent to browsers. */
  mediaType: string;
  /** Of a file's name, without the dot. */
  extension: string;
  reader: ReaderKind;
}

const defineFormats = <const T extends Record<string, FormatTraits>>(formats: T): T => formats;

/** Every format that can be uploaded and ingested, decided by content and never by name. */
export const FORMATS = defineFormats({
  pdf: { mediaType: 'application/pdf', extension: 'pdf', reader: 'pdf' },
  png: { mediaType: 'image/png', extension: 'png', reader: 'image' },
  jpeg: { mediaType: 'image/jpeg', extension: 'jpg', reader: 'image' },
  tiff: { mediaType: 'image/tiff', extension: 'tif', reader: 'image' },
  webp: { mediaType: 'image/webp', extension: 'webp', reader: 'image' },
  heic: { mediaType: 'image/heic', extension: 'heic', reader: 'image' },
  avif: { mediaType: 'image/avif', extension: 'avif', reader: 'image' },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    reader: 'conversion',
  },
  pptx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extension: 'pptx',
    reader: 'conversion',
  },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', extension: 'odt', reader: 'conversion' },
  odp: { mediaType: 'application/vnd.oasis.opendocument.presentation', extension: 'odp', reader: 'conversion' },
  rtf: { mediaType: 'application/rtf', extension: 'rtf', reader: 'conversion' },
  epub: { mediaType: 'application/epub+zip', extension: 'epub', reader: 'conversion' },
  html: { mediaType: 'text/html', extension: 'html', reader: 'conversion' },
  markdown: { mediaType: 'text/markdown', extension: 'md', reader: 'conversion' },
  text: { mediaType: 'text/plain', extension: 'txt', reader: 'conversion' },
  notebook: { mediaType: 'application/x-ipynb+json', extension: 'ipynb', reader: 'conversion' },
  csv: { mediaType: 'text/csv', extension: 'csv', reader: 'conversion' },
  tsv: { mediaType: 'text/tab-separated-values', extension: 'tsv', reader: 'conversion' },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    reader: 'conversion',
  },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', extension: 'ods', reader: 'conversion' },
  srt: { mediaType: 'application/x-subrip', extension: 'srt', reader: 'conversion' },
  vtt: { mediaType: 'text/vtt', extension: 'vtt', reader: 'conversion' },
  sbv: { mediaType: 'text/plain', extension: 'sbv', reader: 'conversion' },
});

/** One of the formats that can be ingested. */
export type DocumentFormat = keyof typeof FORMATS;

/** The formats in the order of the table. */
export const DOCUMENT_FORMATS = Object.keys(FORMATS) as DocumentFormat[];

/** The formats that one kind of reader reads. */
export type FormatOf<Kind extends ReaderKind> = {
  [Format in DocumentFormat]: (typeof FORMATS)[Format]['reader'] extends Kind ? Format : never;
}[DocumentFormat];

/** Whether a format is that of an image; all but TIFF have one page, even when they are animated. */
export const isImageFormat = (format: DocumentFormat): format is FormatOf<'image'> =>
  FORMATS[format].reader === 'image';

/** Formats of which each page is one that a reader sees: a slide, a sheet, a stretch of time. */
const WITH_OWN_PAGES: ReadonlySet<string> = new Set(['pptx', 'odp', 'xlsx', 'ods', 'srt', 'vtt', 'sbv']);

/** Whether the pages of a format are made by us, so that a place is better told by headings and paragraphs. */
export const hasMadePages = (format: DocumentFormat): boolean =>
  FORMATS[format].reader === 'conversion' && !WITH_OWN_PAGES.has(format);
