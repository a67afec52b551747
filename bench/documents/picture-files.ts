import { makeDocx, makePptx, para, rels } from '../../tests/documents/office-files.js';
import type { BenchFile, Language } from './bench-file.js';
import { drawImage, seen } from './draw-page.js';
import { sentencesOf, setInLines } from './passages.js';
import { epub } from './text-files.js';

/** How a PNG begins in base64. */
const PNG = 'iVBORw0KGgo';

/** A photo's worth of lines, between lines of the document's own. */
interface WithPicture {
  above: string;
  shown: string[];
  below: string;
}

/** Files of which some text stands in pictures. */
export function pictureFiles(): BenchFile[] {
  return [
    ...(['en', 'de', 'fr', 'es'] as const).map((language) =>
      file('Pictures in DOCX', language, async ({ above, below, shown }) =>
        makeDocx(`${para(above)}<w:p>${drawing('rId1')}</w:p>${para(below)}`, {
          'word/_rels/document.xml.rels': rels(['image', 'media/image1.png']),
          'word/media/image1.png': await pictureOf(shown, language),
        }),
      ),
    ),
    ...(['en', 'it'] as const).map((language) =>
      file('Pictures in PPTX', language, async ({ above, below, shown }) =>
        makePptx([{ title: above, shapes: slidePicture(6_000_000, 3_000_000) }, { title: below }], {
          'ppt/slides/_rels/slide2.xml.rels': rels(['image', '../media/image1.png']),
          'ppt/media/image1.png': await pictureOf(shown, language),
        }),
      ),
    ),
    ...(['en', 'pt'] as const).map((language) => {
      const { shown } = partsOf(language);
      const make = async () =>
        makePptx([{ shapes: slidePicture(9_144_000, 6_858_000) }], {
          'ppt/slides/_rels/slide1.xml.rels': rels(['image', '../media/image1.jpeg']),
          'ppt/media/image1.jpeg': await seen(await pictureOf(shown, language), 'scan'),
        });
      return { kind: 'Slides that are pictures', by: 'ocr', language, lines: shown, make } as const;
    }),
    ...(['en', 'de', 'es'] as const).map((language) =>
      file('Pictures in HTML', language, async ({ above, below, shown }) => {
        const picture = (await pictureOf(shown, language)).toString('base64');
        return Buffer.from(
          `<!DOCTYPE html><meta charset="utf-8"><p>${above}</p><img src="data:image/png;base64,${picture}"><p>${below}</p>`,
        );
      }),
    ),
    file('Pictures in EPUB', 'en', async ({ above, below, shown }) =>
      epub([[above, '<p><img src="image1.png" alt=""/></p>', below]], {
        'OEBPS/image1.png': await pictureOf(shown, 'en'),
      }),
    ),
    file('Pictures in notebooks', 'en', async ({ above, below, shown }) => {
      const picture = (await pictureOf(shown, 'en')).toString('base64');
      const markdown = (source: string, more = {}) => ({
        cell_type: 'markdown',
        metadata: {},
        source: [source],
        ...more,
      });
      const cells = [
        markdown(above),
        markdown('![board](attachment:board.png)', { attachments: { 'board.png': { 'image/png': picture } } }),
        markdown(below),
      ];
      return Buffer.from(JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    }),
  ];
}

function file(kind: string, language: Language, make: (parts: WithPicture) => Promise<Uint8Array>): BenchFile {
  const parts = partsOf(language);
  const lines = [parts.above, ...parts.shown, parts.below];
  return { kind, by: 'ocr', language, lines, absent: [PNG], make: () => make(parts) };
}

function partsOf(language: Language): WithPicture {
  const [above = '', below = '', ...others] = sentencesOf(language, 7);
  return { above, below, shown: setInLines(others, 60, language) };
}

/** A picture as it is cut from a screen. */
const pictureOf = (lines: readonly string[], language: Language): Promise<Buffer> =>
  drawImage([{ lines, left: 40, top: 40, size: 10 }], { language, width: 1000, height: 80 + 34 * lines.length });

const drawing = (id: string) =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="3000000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

const slidePicture = (width: number, height: number) =>
  `<p:pic><p:blipFill><a:blip r:embed="rId1"/></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width}" cy="${height}"/></a:xfrm></p:spPr></p:pic>`;
