/** How the pages of a format are read: by the PDF engine, as images by OCR, or out of text that is converted whole. */
export type ReaderKind = 'pdf' | 'image' | 'conversion';

interface FormatTraits {
  /** As stored with the object and sent to browsers. */
  mediaType: string;
  /** Of a file's name, without the dot. */
  extension: string;
  reader: ReaderKind;
  /** What a page is: one that its reader sees (of print, a slide, a sheet, some minutes), or cut by us from text. */
  pages: 'own' | 'made';
}

const defineFormats = <const T extends Record<string, FormatTraits>>(formats: T): T => formats;

/** Every format that can be uploaded and ingested, decided by content and never by name. */
export const FORMATS = defineFormats({
  pdf: { mediaType: 'application/pdf', extension: 'pdf', reader: 'pdf', pages: 'own' },
  png: { mediaType: 'image/png', extension: 'png', reader: 'image', pages: 'own' },
  jpeg: { mediaType: 'image/jpeg', extension: 'jpg', reader: 'image', pages: 'own' },
  tiff: { mediaType: 'image/tiff', extension: 'tif', reader: 'image', pages: 'own' },
  webp: { mediaType: 'image/webp', extension: 'webp', reader: 'image', pages: 'own' },
  heic: { mediaType: 'image/heic', extension: 'heic', reader: 'image', pages: 'own' },
  avif: { mediaType: 'image/avif', extension: 'avif', reader: 'image', pages: 'own' },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    reader: 'conversion',
    pages: 'made',
  },
  pptx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extension: 'pptx',
    reader: 'conversion',
    pages: 'own',
  },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', extension: 'odt', reader: 'conversion', pages: 'made' },
  odp: {
    mediaType: 'application/vnd.oasis.opendocument.presentation',
    extension: 'odp',
    reader: 'conversion',
    pages: 'own',
  },
  rtf: { mediaType: 'application/rtf', extension: 'rtf', reader: 'conversion', pages: 'made' },
  epub: { mediaType: 'application/epub+zip', extension: 'epub', reader: 'conversion', pages: 'made' },
  html: { mediaType: 'text/html', extension: 'html', reader: 'conversion', pages: 'made' },
  markdown: { mediaType: 'text/markdown', extension: 'md', reader: 'conversion', pages: 'made' },
  text: { mediaType: 'text/plain', extension: 'txt', reader: 'conversion', pages: 'made' },
  notebook: { mediaType: 'application/x-ipynb+json', extension: 'ipynb', reader: 'conversion', pages: 'made' },
  csv: { mediaType: 'text/csv', extension: 'csv', reader: 'conversion', pages: 'made' },
  tsv: { mediaType: 'text/tab-separated-values', extension: 'tsv', reader: 'conversion', pages: 'made' },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    reader: 'conversion',
    pages: 'own',
  },
  ods: {
    mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
    extension: 'ods',
    reader: 'conversion',
    pages: 'own',
  },
  srt: { mediaType: 'application/x-subrip', extension: 'srt', reader: 'conversion', pages: 'own' },
  vtt: { mediaType: 'text/vtt', extension: 'vtt', reader: 'conversion', pages: 'own' },
  sbv: { mediaType: 'text/plain', extension: 'sbv', reader: 'conversion', pages: 'own' },
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

/** Whether the pages of a format are made by us, so that a place is better told by headings and paragraphs. */
export const hasMadePages = (format: DocumentFormat): boolean => FORMATS[format].pages === 'made';
