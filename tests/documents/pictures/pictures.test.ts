import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { createDocumentReader } from '../../../documents/index.js';
import type { PageResult } from '../../../domain/text/pages.js';
import { makeEpub } from '../epub-file.js';
import { LINE, makeHeic } from '../heic-file.js';
import { makeDocx, makePptx, para, rels, shape, text } from '../office-files.js';
import { frame, makeOdp, makeOdt, p, part } from '../open-document-files.js';

const reader = createDocumentReader({ ocrWorkers: 2, dpi: 150 });
afterAll(() => reader.close());

const TIDES = ['The spring tide comes', 'two days after full moon.'];
const PORTS = ['The harbour of Brest', 'is twelve metres deep.'];

/** How lines of a picture stand in a page that has text of its own. */
const marked = (lines: readonly string[]) => `[Picture:\n\n${lines.join('\n')}\n\n]`;

/** A picture of lines, as it is cut from a screen. */
const pictureOf = (lines: readonly string[]) =>
  sharp({
    create: { width: 800, height: 60 + 44 * lines.length, channels: 3, background: '#fff' },
  })
    .composite([
      {
        input: Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="${60 + 44 * lines.length}">${lines.map((line, at) => `<text x="30" y="${55 + 44 * at}" font-family="serif" font-size="32">${line}</text>`).join('')}</svg>`,
        ),
      },
    ])
    .png()
    .toBuffer();

const icon = () =>
  sharp({ create: { width: 40, height: 40, channels: 3, background: '#35c' } })
    .png()
    .toBuffer();
const EMF = Buffer.concat([Buffer.from([1, 0, 0, 0, 88, 0, 0, 0]), Buffer.alloc(80, 7)]);

const inches = (count: number) => Math.round(count * 914_400);
const drawing = (id: string, width = 5, height = 1.5) =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="${inches(width)}" cy="${inches(height)}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
const slidePicture = (id: string, width = 6, height = 3) =>
  `<p:pic><p:blipFill><a:blip r:embed="${id}"/></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${inches(width)}" cy="${inches(height)}"/></a:xfrm></p:spPr></p:pic>`;

async function document(body: string, ...pictures: Buffer[]) {
  const parts = pictures.map((picture, at) => [`word/media/image${at + 1}.png`, picture] as const);
  return makeDocx(body, {
    'word/_rels/document.xml.rels': rels(...parts.map(([name]): [string, string] => ['image', name.slice(5)])),
    ...Object.fromEntries(parts),
  });
}

/** Slides with pictures: of each its shapes, and the pictures that it refers to by rId1 and so on. */
async function deck(
  slides: { title?: string; shapes?: string; notes?: string; pictures?: number[] }[],
  media: Buffer[],
) {
  const others: Record<string, string | Buffer> = {};
  for (const [at, picture] of media.entries()) others[`ppt/media/image${at + 1}.png`] = picture;
  for (const [at, { pictures = [], notes }] of slides.entries()) {
    const targets = pictures.map((no): [string, string] => ['image', `../media/image${no}.png`]);
    if (notes !== undefined) targets.push(['notesSlide', `../notesSlides/notes${at}.xml`]);
    others[`ppt/slides/_rels/slide${slides.length - at}.xml.rels`] = rels(...targets);
  }
  return makePptx(slides, others);
}

async function read(file: Uint8Array, pictureLimit?: number): Promise<PageResult[]> {
  const { pageCount } = await reader.probe(file);
  const pages: PageResult[] = [];
  const keep = async (page: PageResult) => void pages.push(page);
  const numbers = Array.from({ length: pageCount }, (_, at) => at + 1);
  await reader.readPages(file, numbers, keep, undefined, undefined, pictureLimit);
  return pages.sort((a, b) => a.pageNo - b.pageNo);
}

describe('a picture in a Word document', () => {
  it('is read by OCR behind the paragraph that it stands in, and marked', async () => {
    const body = `${para('Before.')}<w:p><w:r><w:t>Figure 1</w:t></w:r>${drawing('rId1')}</w:p>${para('After.')}`;
    expect(await read(await document(body, await pictureOf(TIDES)))).toEqual([
      {
        pageNo: 1,
        method: 'text',
        confidence: null,
        language: 'en',
        text: `Before.\n\nFigure 1\n\n${marked(TIDES)}\n\nAfter.`,
        picturesRead: 1,
        picturesUnread: 0,
      },
    ]);
  });

  it('stays in its cell of a table, in one line', async () => {
    const cell = (content: string) => `<w:tc><w:p>${content}</w:p></w:tc>`;
    const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
    const said = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`;
    const body = `<w:tbl>${row(said('Port'), said('Chart'))}${row(said('Brest'), drawing('rId1'))}</w:tbl>`;
    const [page] = await read(await document(body, await pictureOf(PORTS)));
    expect(page).toMatchObject({
      text: `| Port | Chart |\n| --- | --- |\n| Brest | [Picture: ${PORTS.join(' ')}] |`,
    });
  });

  it('of an older kind is read, too', async () => {
    const old =
      '<w:r><w:pict><v:shape style="width:300pt;height:90pt"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>';
    const [page] = await read(await document(`${para('Old.')}<w:p>${old}</w:p>`, await pictureOf(TIDES)));
    expect(page).toMatchObject({ text: `Old.\n\n${marked(TIDES)}` });
  });

  it('that is the photo of a phone is read as others are', async () => {
    const file = await document(`${para('Seen:')}<w:p>${drawing('rId1')}</w:p>`, makeHeic());
    expect(await read(file)).toMatchObject([
      { text: `Seen:\n\n[Picture: ${LINE}]`, picturesRead: 1, picturesUnread: 0 },
    ]);
  });

  it('makes a document without any text of its own a page read by OCR', async () => {
    const body = `<w:p>${drawing('rId1')}</w:p><w:p>${drawing('rId2')}</w:p>`;
    const [page] = await read(await document(body, await pictureOf(TIDES), await pictureOf(PORTS)));
    expect(page).toMatchObject({
      method: 'ocr',
      text: `${marked(TIDES)}\n\n${marked(PORTS)}`,
    });
    expect(page).toHaveProperty('confidence', expect.closeTo(0.9, 0.1));
  });

  it('that is an icon, a rule or a speck is left alone and not told', async () => {
    const body = `${para('Text.')}<w:p>${drawing('rId1', 0.4, 0.4)}${drawing('rId1', 6, 0.02)}${drawing('rId1')}</w:p>`;
    const file = await document(body, await icon());
    expect(await read(file)).toMatchObject([{ text: 'Text.', picturesUnread: 0 }]);
  });

  it('that cannot be read takes nothing from its page, and is counted', async () => {
    const broken = (await pictureOf(TIDES)).subarray(0, 300);
    const body = `${para('Text.')}<w:p>${drawing('rId1')}${drawing('rId2')}${drawing('rId3')}</w:p>`;
    expect(await read(await document(body, EMF, broken, await pictureOf(PORTS)))).toMatchObject([
      { text: `Text.\n\n${marked(PORTS)}`, picturesRead: 1, picturesUnread: 2 },
    ]);
  });

  it('beyond the limit is counted, and a page of nothing else fails', async () => {
    const brk = '<w:r><w:br w:type="page"/></w:r>';
    const body = `<w:p>${drawing('rId1')}${brk}</w:p><w:p>${drawing('rId2')}${brk}</w:p>${para('End.')}<w:p>${drawing('rId2')}</w:p>`;
    const file = await document(body, await pictureOf(TIDES), await pictureOf(PORTS));
    expect(await reader.probe(file)).toEqual({ format: 'docx', pageCount: 3, pictureCount: 2 });
    expect(await read(file, 1)).toMatchObject([
      { text: TIDES.join('\n'), method: 'ocr' },
      { failure: 'TooManyPictures' },
      { text: 'End.', method: 'text', picturesRead: 0, picturesUnread: 1 },
    ]);
  });

  it('whose place a hostile text claims is shown where it stands', async () => {
    const claimed = '\uFDD0\uFDD3\uFDD1 \uFDD0\uFDD9\uFDD9\uFDD9\uFDD9\uFDD9\uFDD9\uFDD9\uFDD9\uFDD1 \uFDD5';
    const [page] = await read(
      await document(`${para(`Text ${claimed}.`)}<w:p>${drawing('rId1')}</w:p>`, await pictureOf(TIDES)),
    );
    expect(page).toHaveProperty('text', expect.not.stringMatching(/[\uFDD0-\uFDEF]/));
  });
});

describe('a picture on a slide', () => {
  it('that is all of it makes a page read by OCR, with what the speaker says', async () => {
    const file = await deck(
      [
        { shapes: slidePicture('rId1', 10, 7.5), pictures: [1] },
        { shapes: slidePicture('rId1', 10, 7.5), pictures: [2], notes: 'Ask them why.' },
      ],
      [await pictureOf(TIDES), await pictureOf(PORTS)],
    );
    expect(await read(file)).toMatchObject([
      { method: 'ocr', text: TIDES.join('\n'), picturesRead: 1 },
      { method: 'ocr', text: `${PORTS.join('\n')}\n\nSpeaker notes:\n\nAsk them why.` },
    ]);
  });

  it('stands among its shapes, also as a background or the fill of a shape', async () => {
    const fill = `<p:sp><p:spPr><a:blipFill><a:blip r:embed="rId2"/></a:blipFill></p:spPr><p:txBody><a:p>${text('Over it.')}</a:p></p:txBody></p:sp>`;
    const shapes = `${shape('', [text('First.')])}${slidePicture('rId1')}${fill}`;
    const file = await deck(
      [{ title: 'Tides', shapes, pictures: [1, 2] }],
      [await pictureOf(TIDES), await pictureOf(PORTS)],
    );
    expect(await read(file)).toMatchObject([
      {
        method: 'text',
        text: `# Tides\n\nFirst.\n\n${marked(TIDES)}\n\nOver it.\n\n${marked(PORTS)}`,
      },
    ]);
  });

  it('that is small and stands on many is a logo, and a large one is none', async () => {
    const slides = ['One', 'Two', 'Three'].map((title) => ({
      title,
      shapes: slidePicture('rId1', 2, 1) + slidePicture('rId2', 6, 4),
      pictures: [1, 2],
    }));
    const file = await deck(slides, [await pictureOf(['University of Brest']), await pictureOf(TIDES)]);
    expect(await read(file)).toMatchObject(
      slides.map(({ title }) => ({ text: `# ${title}\n\n${marked(TIDES)}`, picturesRead: 1 })),
    );
  });

  it('of an equation of an older program is told where it cannot be read, and bullets are none', async () => {
    const object =
      '<p:graphicFrame><p:xfrm><a:ext cx="3000000" cy="900000"/></p:xfrm><a:graphic><a:graphicData><mc:AlternateContent><mc:Choice Requires="v"><p:oleObj/></mc:Choice><mc:Fallback><p:oleObj><p:pic><p:blipFill><a:blip r:embed="rId1"/></p:blipFill></p:pic></p:oleObj></mc:Fallback></mc:AlternateContent></a:graphicData></a:graphic></p:graphicFrame>';
    const bullet = `<a:pPr><a:buBlip><a:blip r:embed="rId2"/></a:buBlip></a:pPr>${text('With a bullet.')}`;
    const file = await deck(
      [{ title: 'Waves', shapes: object + shape('', [bullet]), pictures: [1, 2] }],
      [EMF, await pictureOf(PORTS)],
    );
    expect(await read(file)).toMatchObject([
      { text: '# Waves\n\n- With a bullet.', picturesRead: 0, picturesUnread: 1 },
    ]);
  });
});

describe('a picture in a web page', () => {
  it('whose bytes stand there is read in its place, of any size that is not an icon', async () => {
    const [tides, small] = [(await pictureOf(TIDES)).toString('base64'), (await icon()).toString('base64')];
    const html = `<!DOCTYPE html><p>Before.</p><img src="data:image/png;base64,${tides}"><img width="16" height="16" src="data:image/png;base64,${small}"><img src="tides.png"><img src="data:image/svg+xml,%3Csvg/%3E"><p>After.</p>`;
    expect(await read(Buffer.from(html))).toMatchObject([
      { text: `Before.\n\n${marked(TIDES)}\n\nAfter.`, picturesRead: 1, picturesUnread: 1 },
    ]);
  });

  it('is read once, however often it stands there', async () => {
    const tides = (await pictureOf(TIDES)).toString('base64');
    const html = `<!DOCTYPE html>${`<p>Again.</p><img src="data:image/png;base64,${tides}">`.repeat(50)}`;
    expect(await reader.probe(Buffer.from(html))).toMatchObject({ pictureCount: 1 });
  });
});

describe('a picture in a book', () => {
  it('is read in its place, also within a drawing, and counted where it cannot be read', async () => {
    const [tides, ports] = [await pictureOf(TIDES), await pictureOf(PORTS)];
    const body =
      '<p>Before.</p><figure><img src="../images/tides%201.png" alt="Tides"/></figure><p>After.</p>' +
      '<svg viewBox="0 0 800 600"><title>No text.</title><image width="800" height="600" xlink:href="../images/ports.png"/></svg>' +
      `<p>End.</p><img src="data:image/png;base64,${tides.toString('base64')}"/>` +
      '<img src="../images/map.svg"/><img src="../images/gone.png"/><img src="https://example.org/ports.png"/>';
    const others = {
      'OEBPS/images/tides 1.png': tides,
      'OEBPS/images/ports.png': ports,
      'OEBPS/images/map.svg': '<svg/>',
    };
    expect(await read(await makeEpub({ chapters: [{ name: 'text/one.xhtml', body }], others }))).toMatchObject([
      {
        method: 'text',
        text: `Before.\n\n${marked(TIDES)}\n\nAfter.\n\n${marked(PORTS)}\n\nEnd.\n\n${marked(TIDES)}`,
        picturesRead: 3,
        picturesUnread: 1,
      },
    ]);
  });

  it('in place of a chapter, or as all of one, is a page read by OCR', async () => {
    const chapters = [
      { name: 'cover.png', raw: await pictureOf(PORTS), mediaType: 'image/png' },
      { name: 'one.xhtml', body: '<div><img src="tides.png"/></div>' },
      { name: 'map.svg', raw: '<svg/>', mediaType: 'image/svg+xml' },
    ];
    const file = await makeEpub({ chapters, others: { 'OEBPS/tides.png': await pictureOf(TIDES) } });
    expect(await reader.probe(file)).toMatchObject({ pageCount: 3, pictureCount: 2 });
    expect(await read(file)).toMatchObject([
      { method: 'ocr', text: PORTS.join('\n') },
      { method: 'ocr', text: TIDES.join('\n') },
      { failure: 'Unsupported' },
    ]);
  });
});

describe('a picture in an OpenDocument file', () => {
  const shown = (href: string, size = 'svg:width="12.5cm" svg:height="4cm"', more = '') =>
    `<draw:frame ${size}>${more}<draw:image xlink:href="${href}"/></draw:frame>`;

  it('is read behind its paragraph, and within a cell', async () => {
    const cell = (content: string) => `<table:table-cell>${p(content)}</table:table-cell>`;
    const row = (...cells: string[]) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`;
    const body =
      p(`Figure 1${shown('Pictures/1.png')}`) +
      `<table:table>${row('Port', 'Chart')}${row('Brest', shown('./Pictures/2.png'))}</table:table>` +
      p(`End.${shown('Pictures/1.png', 'svg:width="0.3in" svg:height="8mm"')}${shown('https://example.org/1.png')}`) +
      p(shown('Pictures/1.png', '', '<draw:image xlink:href="Pictures/1.svg"/>') + shown('Pictures/3.wmf'));
    const others = {
      'Pictures/1.png': await pictureOf(TIDES),
      'Pictures/2.png': await pictureOf(PORTS),
      'Pictures/1.svg': '<svg/>',
      'Pictures/3.wmf': EMF,
    };
    expect(await read(await makeOdt(body, others))).toMatchObject([
      {
        text: `Figure 1\n\n${marked(TIDES)}\n\n| Port | Chart |\n| --- | --- |\n| Brest | [Picture: ${PORTS.join(' ')}] |\n\nEnd.`,
        picturesRead: 2,
        picturesUnread: 1,
      },
    ]);
  });

  it('is told once where an object stands for it that is read', async () => {
    const formula = '<?xml version="1.0"?><math xmlns="m"><mfrac><mi>s</mi><mi>t</mi></mfrac></math>';
    const object = '<draw:object xlink:href="./Object 1"/>';
    const others = { 'Object 1/content.xml': formula, 'ObjectReplacements/Object 1': EMF };
    const body = p(`Speed: ${shown('./ObjectReplacements/Object 1', '', object)}`);
    const file = await makeOdt(body, others);
    expect(await reader.probe(file)).toEqual({ format: 'odt', pageCount: 1 });
    expect(await read(file)).toMatchObject([{ text: 'Speed: $\\frac{s}{t}$' }]);
  });

  it('behind a slide is read before what stands on it, or as all of it', async () => {
    const page = (content: string) => `<draw:page draw:style-name="dp2">${content}</draw:page>`;
    const styles = part(
      'office:document-styles',
      '<office:styles><draw:fill-image draw:name="Sea" xlink:href="Pictures/1.png"/>' +
        '<style:style style:name="dp1" style:family="drawing-page"><style:drawing-page-properties draw:fill="bitmap" draw:fill-image-name="Sea"/></style:style>' +
        '<style:style style:name="dp2" style:family="drawing-page" style:parent-style-name="dp1"/></office:styles>',
    );
    const file = await makeOdp(page('') + page(frame(p('Tides'), 'title') + frame(p('Last.'))), {
      'styles.xml': styles,
      'Pictures/1.png': await pictureOf(TIDES),
    });
    expect(await read(file)).toMatchObject([
      { method: 'ocr', text: TIDES.join('\n') },
      { method: 'text', text: `# Tides\n\n${marked(TIDES)}\n\nLast.` },
    ]);
  });

  it('on a slide is all of it, or among its shapes, and no logo', async () => {
    const page = (content: string) => `<draw:page>${content}</draw:page>`;
    const logo = shown('Pictures/2.png', 'svg:width="2in" svg:height="1in"');
    const file = await makeOdp(
      page(shown('Pictures/1.png')) +
        ['One', 'Two', 'Three'].map((title) => page(frame(p(title), 'title') + logo)).join('') +
        page(frame(p('Ports'), 'title') + shown('Pictures/1.png') + frame(p('Last.'))),
      { 'Pictures/1.png': await pictureOf(TIDES), 'Pictures/2.png': await pictureOf(PORTS) },
    );
    expect(await read(file)).toMatchObject([
      { method: 'ocr', text: TIDES.join('\n') },
      ...['One', 'Two', 'Three'].map((title) => ({ method: 'text', text: `# ${title}` })),
      { method: 'text', text: `# Ports\n\n${marked(TIDES)}\n\nLast.` },
    ]);
  });
});

it('a picture in an RTF file is read in its place, in either form and as a shape, and drawings are counted', async () => {
  const [tides, ports] = [await pictureOf(TIDES), await pictureOf(PORTS)];
  const hex = (picture: Buffer) => picture.toString('hex').replace(/.{128}/g, '$&\n');
  const size = '\\picw800\\pich148\\picwgoal7200\\pichgoal1332';
  const picture = `{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn a}{\\sv 1}}}\\pngblip${size}{\\*\\blipuid 00ff00ff}\n${hex(tides)}}}{\\nonshppict{\\pict\\wmetafile8 0102}}`;
  const raw = Buffer.concat([Buffer.from(`{\\pict\\pngblip\\bin${ports.length} `), ports, Buffer.from('}')]);
  const floating = `{\\shp{\\*\\shpinst{\\sp{\\sn pib}{\\sv {\\pict\\pngblip ${hex(tides)}}}}{\\sp{\\sn text}{\\sv no text}}}{\\shprslt{\\pict\\wmetafile8 0102}}}`;
  const icon = `{\\pict\\pngblip\\picwgoal7200\\pichgoal7200\\picscalex5\\picscaley5 ${hex(tides)}}`;
  const file = Buffer.concat([
    Buffer.from(`{\\rtf1\\ansi Before.${picture}${icon}\\par Between.`),
    raw,
    Buffer.from(
      `{\\v{\\pict\\pngblip ${hex(ports)}}}{\\pict\\emfblip ${EMF.toString('hex')}}\\par\\page ${floating}\\par}`,
    ),
  ]);
  expect(await read(file)).toMatchObject([
    {
      text: `Before.\n\n${marked(TIDES)}\n\nBetween.\n\n${marked(PORTS)}`,
      picturesRead: 2,
      picturesUnread: 1,
    },
    { method: 'ocr', text: TIDES.join('\n') },
  ]);
});

it('a picture in a notebook is read below the cell that drew it, or where its text shows it', async () => {
  const [tides, ports] = [await pictureOf(TIDES), await pictureOf(PORTS)].map((picture) => picture.toString('base64'));
  const cells = [
    {
      cell_type: 'markdown',
      source: 'Before.\n\n![a](attachment:a.png)',
      attachments: { 'a.png': { 'image/png': tides } },
    },
    {
      cell_type: 'code',
      source: 'plot()',
      outputs: [
        { output_type: 'display_data', data: { 'image/png': `${ports}\n`, 'text/plain': ['<Figure size 640x480>'] } },
        { output_type: 'display_data', data: { 'image/png': 'iVBORw0KGgo=', 'text/plain': ['<Figure>'] } },
      ],
    },
  ];
  expect(await read(Buffer.from(JSON.stringify({ cells, metadata: {}, nbformat: 4 })))).toMatchObject([
    {
      text: `Before.\n\n${marked(TIDES)}\n\n\`\`\`\nplot()\n\`\`\`\n\n${marked(PORTS)}`,
      picturesRead: 2,
      picturesUnread: 1,
    },
  ]);
});

it('a photo of no text adds nothing', async () => {
  const noise = await sharp({
    create: {
      width: 450,
      height: 300,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 120, sigma: 60 },
    },
  })
    .blur(3)
    .jpeg()
    .toBuffer();
  const [page] = await read(await document(`${para('Leaves.')}<w:p>${drawing('rId1')}</w:p>`, noise));
  expect(page).toMatchObject({ text: 'Leaves.', picturesRead: 1, picturesUnread: 0 });
});
