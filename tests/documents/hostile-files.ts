import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { manyScans } from '../support/images.js';
import { epubParts, makeEpub } from './epub-file.js';
import { makeHeic } from './heic-file.js';
import { makeDocx, makePptx, makeZip, para, pptxParts, rels, xml } from './office-files.js';
import { makeOdt, openDocumentParts, part } from './open-document-files.js';
import { makeOds, makeXlsx, sheetXml } from './spreadsheet-files.js';
import { emptyPages, rawPdf } from './support.js';
import { makeTiff } from './tiff-file.js';

/** The kinds of files that are made to exhaust a reader. */
export interface HostileFile {
  name: string;
  make(): Promise<Uint8Array> | Uint8Array;
  /** How it ends: a failure, or so many pages. */
  outcome: string;
}

const MB = 1024 ** 2;
const noise = (bytes: number) => randomBytes(bytes / 2).toString('hex');

/** A zip file whose directory says that a part is small. */
function belittled(zip: Buffer, part: string): Buffer {
  const at = zip.lastIndexOf(part) - 46;
  zip.writeUInt32LE(1_000, at + 24);
  return zip;
}

/** A drawing on a sheet of 3.5 by 3.5 kilometres. */
const hugePage = () =>
  Buffer.from(
    Buffer.from(rawPdf('0 0 m 9000000 9000000 l 500000 w S'))
      .toString('latin1')
      .replace('[0 0 600 800]', '[0 0 9999999 9999999]'),
    'latin1',
  );

function pngOf(width: number, height: number, { interlaced = false, depth = 8 } = {}): Buffer {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4, 'latin1');
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header.set([depth, 6, 0, 0, interlaced ? 1 : 0], 16);
  header.writeUInt32BE(crc32(header.subarray(4, 21)), 21);
  const data = Buffer.from('0000000049444154', 'hex');
  const end = Buffer.from('0000000049454e44ae426082', 'hex');
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), header, data, Buffer.from('35af061e', 'hex'), end]);
}

async function jpegOf(width: number, height: number): Promise<Buffer> {
  const small = sharp({ create: { width: 16, height: 16, channels: 3, background: '#fff' } });
  const file = await small.jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer();
  const frame = file.indexOf(Buffer.from('ffc2', 'hex'));
  file.writeUInt16BE(height, frame + 5);
  file.writeUInt16BE(width, frame + 7);
  return file;
}

/** A moving image whose canvas claims to be of that size. */
async function webpOf(width: number, height: number): Promise<Buffer> {
  const frame = { width: 16, height: 16, channels: 3 } as const;
  const frames = ['#fff', '#000'].map((background) =>
    sharp({ create: { ...frame, background } })
      .png()
      .toBuffer(),
  );
  const file = await sharp(await Promise.all(frames), { join: { animated: true } })
    .webp()
    .toBuffer();
  const canvas = file.indexOf('VP8X') + 12;
  file.writeUIntLE(width - 1, canvas, 3);
  file.writeUIntLE(height - 1, canvas + 3, 3);
  return file;
}

const ENTITIES = `<!DOCTYPE w:document [<!ENTITY a "tide">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`).join('')}]>`;

async function nestedZips(): Promise<Buffer> {
  let zip = await makeZip({ 'zeros.bin': Buffer.alloc(20 * MB) });
  for (let level = 0; level < 4; level += 1) {
    zip = await makeZip(Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`lib ${i}.zip`, zip])));
  }
  return zip;
}

/** Made once: it takes a second. */
let large: Promise<Buffer> | undefined;
const docxOf150Mb = () => {
  large ??= makeDocx('<w:p/>'.repeat((150 * MB) / 6));
  return large;
};

const picture = (id: string) => `<w:r><w:drawing><a:blip r:embed="${id}"/></w:drawing></w:r>`;

/** The parts of pictures that a document refers to as rId1 and so on. */
const referring = (...pictures: [name: string, file: Buffer][]) => ({
  'word/_rels/document.xml.rels': rels(...pictures.map(([name]): [string, string] => ['image', name])),
  ...Object.fromEntries(pictures.map(([name, file]) => [`word/${name}`, file])),
});

/** A page of text with pictures that take all the memory or time there is, or unpack to more than a part may. */
async function docxOfHostilePictures(): Promise<Buffer> {
  const pictures: [string, Buffer][] = [
    ['media/1.png', pngOf(40_000, 25_000)],
    ['media/2.png', pngOf(12_000, 9_000, { interlaced: true, depth: 16 })],
    ['media/3.jpeg', await jpegOf(12_000, 9_000)],
    ['media/4.jpeg', Buffer.from(manyScans(6_300))],
    ['media/5.png', Buffer.concat([pngOf(400, 300), Buffer.alloc(60 * MB)])],
    ['media/6.png', Buffer.from(noise(5 * MB))],
  ];
  const body = para('Tides.') + pictures.map((_, at) => `<w:p>${picture(`rId${at + 1}`)}</w:p>`).join('');
  return makeDocx(body, referring(...pictures));
}

/** A deck whose list names one large slide again and again. */
async function oneSlideManyTimes(): Promise<Buffer> {
  const ids = '<p:sldId id="1" r:id="rId1"/>'.repeat(100_000);
  return makePptx([], {
    'ppt/presentation.xml': xml('p:presentation', `<p:sldIdLst>${ids}</p:sldIdLst>`),
    'ppt/_rels/presentation.xml.rels': rels(['slide', 'slides/slide1.xml']),
    'ppt/slides/slide1.xml': xml('p:sld', `<p:x a="${noise(2 * MB)}"/>`),
  });
}

export const HOSTILE_FILES: readonly HostileFile[] = [
  { name: 'pdf-of-a-huge-page', outcome: '1 pages', make: hugePage },
  {
    name: 'pdf-of-ten-thousand-pages',
    outcome: '10000 pages',
    make: () => emptyPages(10_000),
  },
  { name: 'docx-150mb', outcome: 'TooComplex', make: docxOf150Mb },
  {
    name: 'docx-that-claims-less',
    outcome: 'TooComplex',
    make: async () => belittled(Buffer.from(await docxOf150Mb()), 'word/document.xml'),
  },
  { name: 'docx-that-shrinks-too-well', outcome: 'TooComplex', make: () => makeDocx('<w:p/>'.repeat((30 * MB) / 6)) },
  { name: 'docx-of-noise', outcome: 'TooMuchText', make: () => makeDocx(para(noise(30 * MB))) },
  {
    name: 'docx-of-nested-tables',
    outcome: 'TooComplex',
    make: () => {
      const marks = noise(700_000 * 16);
      const table = (_: unknown, i: number) => `<w:tbl x="${marks.slice(i * 16, i * 16 + 16)}"><w:tr><w:tc>`;
      return makeDocx(Array.from({ length: 700_000 }, table).join(''));
    },
  },
  {
    name: 'docx-of-entities',
    outcome: 'TooComplex',
    make: () => makeDocx('', { 'word/document.xml': `${ENTITIES}<w:document>&j;</w:document>` }),
  },
  { name: 'docx-of-hostile-pictures', outcome: '2 pages', make: docxOfHostilePictures },
  {
    name: 'docx-of-one-picture-many-times',
    outcome: '1 pages',
    make: () => makeDocx(`<w:p>${picture('rId1').repeat(70_000)}</w:p>`, referring(['media/1.png', pngOf(400, 300)])),
  },
  {
    name: 'html-of-one-picture',
    outcome: '1 pages',
    make: () => Buffer.from(`<html><p>Tides<img src="data:image/png;base64,${noise(40 * MB)}">`),
  },
  { name: 'zip-in-zip', outcome: 'Unsupported', make: nestedZips },
  {
    name: 'docx-of-many-parts',
    outcome: 'TooComplex',
    make: async () => {
      const zip = await makeDocx('');
      zip.writeUInt16LE(65_000, zip.length - 12);
      return zip;
    },
  },
  { name: 'pptx-of-one-slide', outcome: 'TooComplex', make: oneSlideManyTimes },
  {
    name: 'pptx-of-many-slides',
    outcome: '400 pages',
    make: () =>
      makeZip(pptxParts(Array.from({ length: 400 }, (_, i) => ({ title: `Slide ${i}`, notes: 'n'.repeat(500) })))),
  },
  { name: 'png-of-a-billion-pixels', outcome: 'TooComplex', make: () => pngOf(40_000, 25_000) },
  {
    name: 'png-held-as-a-whole',
    outcome: 'TooLarge',
    make: () => pngOf(12_000, 9_000, { interlaced: true, depth: 16 }),
  },
  { name: 'jpeg-held-as-a-whole', outcome: 'TooLarge', make: () => jpegOf(12_000, 9_000) },
  { name: 'jpeg-of-many-scans', outcome: 'TooComplex', make: async () => manyScans(6_300) },
  { name: 'webp-of-a-billion-pixels', outcome: 'Corrupt', make: () => webpOf(40_000, 25_000) },
  {
    name: 'tiff-of-a-billion-pixels',
    outcome: 'TooComplex',
    make: () => makeTiff([{ width: 40_000, height: 25_000, pixels: undefined }]),
  },
  {
    name: 'tiff-of-ten-thousand-pages',
    outcome: '10000 pages',
    make: () =>
      makeTiff(Array.from({ length: 10_000 }, () => ({ width: 20, height: 20, pixels: Buffer.alloc(400, 255) }))),
  },
  {
    name: 'heic-of-a-billion-pixels',
    outcome: 'TooComplex',
    make: () => makeHeic({ size: { width: 40_000, height: 25_000 } }),
  },
  {
    name: 'heic-of-a-grid-that-claims-less',
    outcome: 'Corrupt',
    make: () => makeHeic({ lines: 200, size: { width: 9, height: 9 } }),
  },
  {
    name: 'epub-of-one-large-chapter',
    outcome: 'TooComplex',
    make: () => makeZip(epubParts({ chapters: [{ name: 'a.xhtml', body: '<p>x</p>'.repeat((42 * MB) / 8) }] })),
  },
  {
    name: 'epub-of-many-entries',
    outcome: 'TooComplex',
    make: () =>
      makeZip(
        epubParts({
          chapters: [{ name: 'a.xhtml', body: '<p>Tides</p>' }],
          others: {
            'OEBPS/book.opf': `<package><manifest><item id="a" href="a.xhtml"/></manifest><spine>${'<itemref idref="a"/>'.repeat(1_000_000)}`,
          },
        }),
      ),
  },
  {
    name: 'epub-of-deep-contents',
    outcome: 'TooComplex',
    make: () =>
      makeEpub({
        chapters: [{ name: 'a.xhtml', body: '<p>Tides</p>' }],
        others: { 'OEBPS/nav.xhtml': `<nav>${'<ol><li>'.repeat(500_000)}` },
      }),
  },
  {
    name: 'odt-of-entities',
    outcome: 'TooComplex',
    make: () => makeOdt('', { 'content.xml': `${ENTITIES}<office:document-content>&j;</office:document-content>` }),
  },
  {
    name: 'odt-of-nested-lists',
    outcome: 'TooComplex',
    make: () => makeOdt('<text:list><text:list-item>'.repeat(1_400_000)),
  },
  {
    name: 'odt-of-a-million-cells',
    outcome: 'TooComplex',
    make: () =>
      makeZip(
        openDocumentParts(
          'text',
          `<table:table><table:table-row>${'<table:table-cell/>'.repeat(1_000_000)}</table:table-row></table:table><text:p>Tides</text:p>`,
        ),
      ),
  },
  {
    name: 'odt-of-many-objects',
    outcome: '1 pages',
    make: () =>
      makeOdt(
        '<text:p>Tides</text:p>',
        Object.fromEntries(
          Array.from({ length: 9_000 }, (_, i) => [
            `Object ${i}/content.xml`,
            part('math:math', '<math:mi>x</math:mi>'),
          ]),
        ),
      ),
  },
  { name: 'rtf-deep', outcome: 'TooComplex', make: () => Buffer.from(`{\\rtf1 ${'{\\b '.repeat(5_000_000)}`) },
  { name: 'rtf-of-a-picture', outcome: '1 pages', make: () => Buffer.from(`{\\rtf1 Tides{\\pict ${noise(60 * MB)}}}`) },
  { name: 'rtf-of-noise', outcome: 'TooMuchText', make: () => Buffer.from(`{\\rtf1 ${noise(30 * MB)}}`) },
  { name: 'rtf-of-words', outcome: '1 pages', make: () => Buffer.from(`{\\rtf1 Tides${'\\b\\b0'.repeat(1_000_000)}}`) },
  {
    name: 'rtf-of-nested-tables',
    outcome: '20 pages',
    make: () =>
      Buffer.from(`{\\rtf1 ${Array.from({ length: 60_000 }, (_, i) => `\\intbl\\itap${1 + (i % 60)} a`).join('')}}`),
  },
  { name: 'html-deep', outcome: 'TooComplex', make: () => Buffer.from(`<html>${'<div>'.repeat(5_000_000)}`) },
  {
    name: 'html-of-one-attribute',
    outcome: '1 pages',
    make: () => Buffer.from(`<html><p title="${noise(40 * MB)}">Tides`),
  },
  {
    name: 'html-of-closing-tags',
    outcome: 'TooComplex',
    make: () => Buffer.from(`<html>${'<b>'.repeat(9_900)}${'</i>'.repeat(9_000_000)}`),
  },
  { name: 'text-of-one-line', outcome: 'TooMuchText', make: () => Buffer.alloc(50 * MB, 'tide ') },
  { name: 'text-of-marks', outcome: '1 pages', make: () => Buffer.from(`a${'\u0301\u0316'.repeat(500_000)}`) },
  { name: 'text-of-lines', outcome: '2000 pages', make: () => Buffer.alloc(6_000_000 - 2_000, 'a\n') },
  { name: 'text-of-blanks', outcome: '1 pages', make: () => Buffer.from(`a${' '.repeat(15 * MB)}b`) },
  {
    name: 'xlsx-of-a-million-cells',
    outcome: '232 pages',
    make: () => {
      const row = (_: unknown, at: number) => `<row r="${at + 1}">${`<c><v>${at}</v></c>`.repeat(20)}</row>`;
      return makeXlsx({
        S: { xml: `<worksheet><sheetData>${Array.from({ length: 50_000 }, row).join('')}</sheetData></worksheet>` },
      });
    },
  },
  {
    name: 'xlsx-of-merged-cells',
    outcome: '24 pages',
    make: () => {
      const rows = Array.from({ length: 200 }, (_, at) => [`Town${at}`, ...Array<number>(60).fill(at)]);
      return makeXlsx({
        S: { xml: sheetXml(rows, `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(200_000)}</mergeCells>`) },
      });
    },
  },
  {
    name: 'xlsx-of-strings',
    outcome: 'TooMuchText',
    make: () => makeXlsx({ S: [['a', 'b']] }, { strings: [`<t>${noise(32 * MB)}</t>`] }),
  },
  {
    name: 'xlsx-of-entities',
    outcome: 'TooComplex',
    make: () => makeXlsx({ S: [['a']] }, {}, { 'xl/sharedStrings.xml': `${ENTITIES}<sst><si><t>&j;</t></si></sst>` }),
  },
  {
    name: 'ods-of-repeated-cells',
    outcome: '1 pages',
    make: () =>
      makeOds(
        `<table:table table:name="A">${'<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'.repeat(1_000)}<table:table-row><table:table-cell><text:p>Tides</text:p></table:table-cell></table:table-row></table:table>`,
      ),
  },
  { name: 'csv-of-a-million-rows', outcome: '17 pages', make: () => Buffer.from(`a,b\n${'1,2\n'.repeat(1_500_000)}`) },
  { name: 'csv-of-one-row', outcome: '1 pages', make: () => Buffer.from(`a,b\n1,2\n${','.repeat(6 * MB)}`) },
  { name: 'notebook-deep', outcome: '2 pages', make: () => Buffer.from(`{"cells": [${'['.repeat(5_000)}`) },
  {
    name: 'notebook-of-a-large-picture',
    outcome: '1 pages',
    make: () =>
      Buffer.from(
        `{"cells": [{"cell_type": "code", "source": "plot()", "outputs": [{"data": {"image/png": "${'iVBORw0KGgo'.repeat(5 * MB)}"}}]}]}`,
      ),
  },
  {
    name: 'subtitles-of-times',
    outcome: 'Empty',
    make: () => Buffer.from('00:00:01,000 --> 00:00:02,000\n'.repeat(400_000)),
  },
  {
    name: 'markdown-of-a-large-picture',
    outcome: '1 pages',
    make: () => Buffer.from(`# A\n\n![x](data:image/png;base64,${'iVBORw0KGgo'.repeat(5 * MB)})`),
  },
];
