import { degrees, PDFDocument, type PDFFont, StandardFonts } from 'pdf-lib';

/** A piece of text at a place: points from the left and from the bottom of the page. */
export interface Drawn {
  text: string;
  x: number;
  y: number;
  size?: number;
  isBold?: boolean;
  /** Degrees against the clock. */
  rotated?: number;
}

export const PAGE = { width: 595, height: 842 };

/** The part of a page that is shown, in points from its lower left corner. */
interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A PDF with these pages, drawn in the order given. */
export async function drawPdf(pages: readonly (readonly Drawn[])[], rotation = 0, crop?: Crop): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const fonts = await fontsOf(document);
  for (const drawn of pages) {
    const page = document.addPage([PAGE.width, PAGE.height]);
    page.setRotation(degrees(rotation));
    if (crop) page.setCropBox(crop.x, crop.y, crop.width, crop.height);
    for (const { text, x, y, size = 10, isBold = false, rotated = 0 } of drawn) {
      page.drawText(text, { x, y, size, font: isBold ? fonts.bold : fonts.plain, rotate: degrees(rotated) });
    }
  }
  return document.save();
}

/** Lines of a paragraph as wide as `width`, from the height `y` downwards. */
export async function column(text: string, x: number, y: number, width: number, lead = 13): Promise<Drawn[]> {
  const { plain } = await fontsOf(await PDFDocument.create());
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && plain.widthOfTextAtSize(longer, 10) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line, index) => ({ text: line, x, y: y - index * lead }));
}

async function fontsOf(document: PDFDocument): Promise<{ plain: PDFFont; bold: PDFFont }> {
  return {
    plain: await document.embedFont(StandardFonts.TimesRoman),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
}
