import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { createDocumentReader } from '../../documents/index.js';
import { sniffFormat } from '../../services/uploads/sniff-format.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { makeEpub } from './epub-file.js';
import { makeHeic } from './heic-file.js';
import { docxParts, makeDocx, makePptx, makeZip, para, pptxParts } from './office-files.js';
import { frame, makeOdp, makeOdt, openDocumentParts, p } from './open-document-files.js';
import { makeOds, makeXlsx } from './spreadsheet-files.js';
import { makeTiff } from './tiff-file.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } });
const image = (format: 'png' | 'jpeg' | 'webp' | 'gif') => plain.clone().toFormat(format).toBuffer();

/** An upload that arrives in small pieces. */
const upload = (file: Uint8Array) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < file.length; at += 700) yield Buffer.from(file.subarray(at, at + 700));
    })(),
    { objectMode: false },
  );

const reversed = (parts: Record<string, string | Buffer>) => Object.fromEntries(Object.entries(parts).reverse());

describe('the format', () => {
  const files: [string, string, () => Promise<Uint8Array> | Uint8Array][] = [
    ['pdf', 'a PDF', () => makePdf([{ text: 'Tides' }])],
    ['png', 'a PNG', () => image('png')],
    ['jpeg', 'a JPEG', () => image('jpeg')],
    ['webp', 'a WebP', () => image('webp')],
    ['tiff', 'a TIFF', () => makeTiff([{ width: 1, height: 1, pixels: Buffer.alloc(1) }])],
    ['tiff', 'a big-endian TIFF of sharp', () => plain.clone().tiff().toBuffer()],
    ['tiff', 'a BigTIFF', () => plain.clone().tiff({ bigtiff: true }).toBuffer()],
    ['docx', 'a Word document', () => makeDocx(para('Tides'))],
    ['docx', 'one whose parts come in another order', () => makeZip(reversed(docxParts(para('Tides'))))],
    ['pptx', 'a PowerPoint file', () => makePptx([{ title: 'Tides' }])],
    ['heic', 'a photo of a phone', () => makeHeic()],
    ['heic', 'a burst of photos', () => makeHeic({ brands: ['msf1', 'hevc', 'mif1', 'heic'] })],
    ['avif', 'an AVIF', () => plain.clone().avif().toBuffer()],
    ['odt', 'an OpenDocument text', () => makeOdt(p('Tides'))],
    ['odp', 'an OpenDocument presentation', () => makeOdp(`<draw:page>${frame(p('Tides'))}</draw:page>`)],
    ['rtf', 'an RTF file', () => Buffer.from('\n{\\rtf1\\ansi Tides}')],
    ['epub', 'a book', () => makeEpub({ chapters: [{ name: 'a.xhtml', body: '<p>Tides</p>' }] })],
    [
      'epub',
      'a book that does not say so first',
      () => makeEpub({ chapters: [{ name: 'a.xhtml', body: '<p>Tides</p>' }], without: ['mimetype'] }),
    ],
    ['html', 'a page', () => Buffer.from('\n<!-- x -->\n<!DOCTYPE HTML><p>Tides')],
    ['html', 'a part of a page', () => Buffer.from('<div><p>Tides</p></div>')],
    ['html', 'an XHTML page', () => Buffer.from('<?xml version="1.0"?><html xmlns="x"><body>Tides</body></html>')],
    ['markdown', 'Markdown', () => Buffer.from('# Tides\n\nTwice a day.')],
    ['text', 'text', () => Buffer.from('Tides come twice a day.')],
    ['csv', 'a table', () => Buffer.from('Port;Range\r\nBrest;6,1\r\n')],
    ['tsv', 'a table of tabs', () => Buffer.from('Port\tRange\nBrest\t6.1\n')],
    [
      'notebook',
      'a notebook',
      () => Buffer.from('{"cells": [{"cell_type": "markdown", "source": "Tides"}], "nbformat": 4}'),
    ],
    [
      'notebook',
      'an old one',
      () =>
        Buffer.from(
          '{"metadata": {}, "nbformat": 3, "worksheets": [{"cells": [{"cell_type": "markdown", "source": ["Tides"]}]}]}',
        ),
    ],
    ['srt', 'subtitles', () => Buffer.from('1\r\n00:00:01,000 --> 00:00:02,000\r\nTides\r\n')],
    ['vtt', 'subtitles of the web', () => Buffer.from('WEBVTT\n\n00:01.000 --> 00:02.000\nTides\n')],
    ['sbv', 'subtitles of YouTube', () => Buffer.from('0:00:01.000,0:00:02.000\nTides\n')],
    ['xlsx', 'an Excel file', () => makeXlsx({ Ports: [['Tides']] })],
    [
      'ods',
      'an OpenDocument spreadsheet',
      () =>
        makeOds(
          '<table:table table:name="A"><table:table-row><table:table-cell><text:p>Tides</text:p></table:table-cell></table:table-row></table:table>',
        ),
    ],
    [
      'text',
      'verses',
      () => Buffer.from('The tide comes in, the tide goes out,\nthe boats lie dry, the children shout.\n'),
    ],
    ['text', 'numbers with decimal commas', () => Buffer.from('Brest 6,1\nCuxhaven 3,0\nVenedig 0,9\n')],
    ['text', 'lines of data', () => Buffer.from('{"port":"Brest","range":6}\n{"port":"Cuxhaven","range":3}\n')],
    ['text', 'text that begins like another file', () => Buffer.from('BM is the mark of bitmaps, GIF of others.')],
    ['text', 'a note with fields', () => Buffer.from('From: Ada\nReceived: 3 May\nMIME-Version is a field.\n')],
    ['text', 'source code', () => Buffer.from('#include <tides.h>\nint main() { return 0; }\n')],
  ];

  it.each(files)('is %s for %s, at upload and when it is opened', async (format, _what, make) => {
    const file = Buffer.from(await make());
    const sniffed = await sniffFormat(upload(file));
    expect(sniffed.format).toBe(format);
    expect(await buffer(sniffed.stream)).toEqual(file);
    expect((await reader.probe(file)).format).toBe(format);
  });

  it('of an office file that begins with an image is looked for further on, and settled when it is opened', async () => {
    const deck = await makePptx([{ title: 'Tides' }]);
    const cover = (bytes: number) => ({
      'docProps/thumbnail.jpeg': Buffer.alloc(bytes, Buffer.from('\xff\xd8noise', 'latin1')),
    });
    const parts = pptxParts([{ title: 'Tides' }]);
    const late = await makeZip({ ...cover(20_000), ...parts }, { compress: false });
    const tooLate = await makeZip({ ...cover(100_000), ...parts }, { compress: false });
    expect((await sniffFormat(upload(late))).format).toBe('pptx');
    expect((await sniffFormat(upload(tooLate))).format).toBe('docx');
    for (const file of [deck, late, tooLate]) expect((await reader.probe(file)).format).toBe('pptx');
  });
});

describe('at upload', () => {
  const drawing = {
    ...openDocumentParts('text', ''),
    mimetype: 'application/vnd.oasis.opendocument.graphics',
    'content.xml': 'x'.repeat(70_000),
  };
  const refused: [string, RegExp, () => Promise<Uint8Array> | Uint8Array][] = [
    ['nothing', /empty/, () => Buffer.alloc(0)],
    [
      'an old Office file',
      /without a password/,
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    ],
    [
      'a web archive',
      /Save it as HTML or PDF/,
      () =>
        Buffer.from(
          'From: <Saved by Blink>\r\nSubject: Tides\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n--x\r\n',
        ),
    ],
    [
      'an e-mail whose first fields fill what is looked at',
      /Save it as HTML or PDF/,
      () =>
        Buffer.from(
          `Received: from a.example\n by b.example\n${`X-Note: ${'x'.repeat(70)}\n`.repeat(80)}\nTides <b>rise</b>.\n`,
        ),
    ],
    ['an mbox file', /Save it as HTML or PDF/, () => Buffer.from('From a@b.c Mon\nMessage-ID: <1@b.c>\n\nTides.\n')],
    ['a GIF', /Upload a PDF/, () => image('gif')],
    ['a program', /Upload a PDF/, () => Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(5_000)])],
    [
      'a zip file of something else',
      /Upload a PDF/,
      () => makeZip({ 'notes.txt': 'x'.repeat(200_000) }, { compress: false }),
    ],
    ['a film', /Upload a PDF/, () => Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0isommp42')],
    ['an OpenDocument drawing', /Upload a PDF/, () => makeZip(drawing, { compress: false })],
    ['noise', /Upload a PDF/, () => Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 7_919) % 251))],
  ];

  it.each(refused)('%s is refused, and says what can be done', async (_what, detail, make) => {
    await expect(sniffFormat(upload(await make()))).rejects.toMatchObject({
      type: 'unsupported-media-type',
      detail: expect.stringMatching(detail),
    });
  });
});

it.each([
  ['Empty', 'nothing', Buffer.alloc(0)],
  ['Unsupported', 'an e-mail', Buffer.from('MIME-Version: 1.0\nSubject: Tides\n\nTwice a day.\n')],
  ['Unsupported', 'zeros', Buffer.alloc(5_000, 7)],
  ['Corrupt', 'the beginning of an RTF file', Buffer.from('{\\rtf1\\ansi')],
  ['Corrupt', 'the beginning of a HEIC file', makeHeic().subarray(0, 60)],
  ['Corrupt', 'an empty zip file', Buffer.from('PK\x05\x06')],
  ['Corrupt', 'the beginning of a PNG', Buffer.from('89504e470d0a1a0a00', 'hex')],
  ['Corrupt', 'the beginning of a TIFF', Buffer.from('49492a0008000000', 'hex')],
  ['Corrupt', 'the beginning of a PDF', Buffer.from('%PDF-1.7\n')],
])('is refused as %s when opened: %s', async (type, _what, file) => {
  await expect(reader.probe(file)).rejects.toMatchObject({ name: 'Failure', type });
  await expect(reader.readPages(file, [1], async () => {})).rejects.toMatchObject({ name: 'Failure', type });
});
