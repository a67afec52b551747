import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFDocument, PDFName } from 'pdf-lib';
import { PAGE } from './draw.js';

/** A piece of text; `x` and `y` are where its first letter begins: the middle of its upper edge where it goes down. */
export interface Written {
  text: string;
  x: number;
  y: number;
  isDown?: boolean;
  size?: number;
}

/** Columns from right to left, so far apart. */
export const downwards = (columns: readonly string[], lead = 20, y = 700): Written[] =>
  columns.map((text, index) => ({ text, x: 500 - index * lead, y, isDown: true }));

const FONT = '@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf';
/** Of the font's letters; those before it are blank. */
const FIRST_GLYPH = 36;

/** A PDF with text in lines and in columns, with a font that has what it needs: its letters only stand for others. */
export async function verticalPdf(pieces: readonly Written[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const { context } = document;
  const letters = [...new Set(pieces.flatMap(({ text }) => [...text]))];
  const hex = (value: number) => value.toString(16).padStart(4, '0');
  const codeOf = (letter: string) => hex(FIRST_GLYPH + letters.indexOf(letter));
  const file = context.register(context.stream(readFileSync(createRequire(import.meta.url).resolve(FONT))));
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: 'Letters',
    Flags: 4,
    FontBBox: [-437, -340, 1147, 1317],
    Ascent: 880,
    Descent: -120,
    FontFile2: file,
  });
  const descendant = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: 'Letters',
    CIDSystemInfo: context.obj({ Supplement: 0 }),
    CIDToGIDMap: 'Identity',
    FontDescriptor: context.register(descriptor),
    DW: 1000,
    DW2: [880, -1000],
  });
  const map = letters.map((letter) => `<${codeOf(letter)}> <${hex(letter.charCodeAt(0))}>`).join('\n');
  const unicode = context.stream(`/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def
1 begincodespacerange <0000> <ffff> endcodespacerange ${letters.length} beginbfchar\n${map}\nendbfchar endcmap end end`);
  const font = (encoding: string) =>
    context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: 'Letters',
        Encoding: encoding,
        DescendantFonts: [context.register(descendant)],
        ToUnicode: context.register(unicode),
      }),
    );
  const page = document.addPage([PAGE.width, PAGE.height]);
  page.node.setFontDictionary(PDFName.of('D'), font('Identity-V'));
  page.node.setFontDictionary(PDFName.of('L'), font('Identity-H'));
  const drawn = pieces.map(({ text, x, y, isDown = false, size = 12 }) => {
    const codes = [...text].map(codeOf).join('');
    return `/${isDown ? 'D' : 'L'} ${size} Tf 1 0 0 1 ${x} ${y} Tm <${codes}> Tj`;
  });
  page.node.set(PDFName.of('Contents'), context.register(context.stream(`BT ${drawn.join('\n')} ET`)));
  return document.save();
}
