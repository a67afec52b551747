import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib';
import { photographPage } from './photograph-page.js';

/** One page to be made. Paragraphs are parted by an empty line; one that starts with '# ' is a heading. */
export interface PageSource {
  text: string;
  /** Whether the page is only an image of its text, as a scanner gives it. */
  scanned?: boolean;
}

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = 64;
const BODY = { size: 11.5, lead: 17 };
const HEADING = { size: 19, lead: 30 };
/** Fixed, so that the same text gives the same bytes. */
const MADE_ON = new Date('2026-11-01T00:00:00Z');

/**
 * Makes an A4 PDF with exactly one page for each source, the same bytes every time.
 * @throws Error when a text does not fit its page or holds a letter outside Latin-1.
 */
export async function makePdf(pages: readonly PageSource[]): Promise<Uint8Array> {
  const document = await emptyDocument();
  const fonts = await embedFonts(document);
  for (const source of pages) {
    const page = document.addPage([A4.width, A4.height]);
    if (source.scanned) {
      const image = await document.embedJpg(await photographPage(await makePdf([{ text: source.text }])));
      page.drawImage(image, { x: 0, y: 0, width: A4.width, height: A4.height });
    } else {
      write(page, source.text, fonts);
    }
  }
  return document.save();
}

interface Fonts {
  body: PDFFont;
  heading: PDFFont;
}

async function emptyDocument(): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setCreationDate(MADE_ON);
  document.setModificationDate(MADE_ON);
  return document;
}

async function embedFonts(document: PDFDocument): Promise<Fonts> {
  return {
    body: await document.embedFont(StandardFonts.TimesRoman),
    heading: await document.embedFont(StandardFonts.HelveticaBold),
  };
}

function write(page: PDFPage, text: string, fonts: Fonts): void {
  let y = A4.height - MARGIN;
  for (const paragraph of text.trim().split(/\n\s*\n/)) {
    const isHeading = paragraph.startsWith('# ');
    const font = isHeading ? fonts.heading : fonts.body;
    const { size, lead } = isHeading ? HEADING : BODY;
    for (const line of wrap(paragraph.replace(/^# /, ''), font, size)) {
      y -= lead;
      if (y < MARGIN) throw new Error(`The text does not fit its page from here on: ${line}`);
      page.drawText(line, { x: MARGIN, y, size, font });
    }
    y -= BODY.lead / 2;
  }
}

function wrap(paragraph: string, font: PDFFont, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && font.widthOfTextAtSize(longer, size) > A4.width - 2 * MARGIN) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
