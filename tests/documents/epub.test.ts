import { afterAll, describe, expect, it } from '@jest/globals';
import { createDocumentReader } from '../../documents/index.js';
import { type Chapter, makeEpub, xhtml } from './epub-file.js';
import { readResults } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

/** The text of each page, or its failure. */
async function pagesOf(file: Uint8Array): Promise<string[]> {
  const { format, pageCount } = await reader.probe(file);
  expect(format).toBe('epub');
  const pageNos = Array.from({ length: pageCount }, (_, i) => i + 1);
  return (await readResults(reader, file, pageNos)).map((page) => ('failure' in page ? page.failure : page.text));
}
const textOf = async (body: string) =>
  (await pagesOf(await makeEpub({ chapters: [{ name: 'one.xhtml', body }] }))).join('\f');

const ONE: Chapter = { name: 'one.xhtml', body: '<h1>Ports</h1><p>Brest has six metres.</p>' };
const TWO: Chapter = { name: 'two.xhtml', body: '<p>Springs come at new moon.</p>' };

describe('a book', () => {
  it('is read in its own order, each chapter from a new page on', async () => {
    const file = await makeEpub({
      chapters: [TWO, ONE],
      others: { 'OEBPS/three.xhtml': xhtml('<p>In no order.</p>') },
    });
    expect(await pagesOf(file)).toEqual(['Springs come at new moon.', '# Ports\n\nBrest has six metres.']);
  });

  it.each(['epub3', 'epub2'] as const)(
    'takes titles of chapters without headings from its contents (%s)',
    async (contents) => {
      const chapters: Chapter[] = [
        { ...ONE, title: 'Of ports' },
        { ...TWO, title: 'Springs &amp; neaps' },
        { name: 'three.xhtml', body: '<p class="h">THE  PILOTS</p><p>They wait.</p>', title: 'The Pilots' },
      ];
      expect(await pagesOf(await makeEpub({ chapters, contents }))).toEqual([
        '# Ports\n\nBrest has six metres.',
        '# Springs & neaps\n\nSprings come at new moon.',
        '# THE PILOTS\n\nThey wait.',
      ]);
    },
  );

  it('has its notes apart and marked, in the chapter or in one of their own', async () => {
    const chapters: Chapter[] = [
      {
        name: 'one.xhtml',
        body:
          '<p>Built in 1846<a epub:type="noteref" href="#n1">7</a>, sold later.<sup><a href="notes.xhtml#n2">8</a></sup></p>' +
          '<aside epub:type="footnote" id="n1" hidden="hidden"><p>By Lefèvre.</p></aside>',
      },
      {
        name: 'notes.xhtml',
        body: '<ol><li id="n2" role="doc-endnote"><p><a href="one.xhtml#r8">8</a>. To Brest. <a role="doc-backlink" href="one.xhtml#r8">↩︎</a></p></li></ol>',
      },
    ];
    expect(await pagesOf(await makeEpub({ chapters }))).toEqual([
      'Built in 1846 [7], sold later.[8]\n\n[7] By Lefèvre.',
      '[8] To Brest.',
    ]);
  });

  it('keeps what its style sheets raise and lower, and tells marks of notes by where they lead', async () => {
    const body =
      '<p>10<span class="c1">8</span> and CO<span class="x c2">2</span>, built in 1846<span class="c3"><a href="#n1">7</a></span>' +
      ' by <i>Lefèvre</i><a href="#n2">*</a>. See <a href="#n1">12</a>, the<a href="#n1">pier</a>.</p><p id="n1">7 In May.</p><p id="n2"><sup>*</sup> A pilot.</p>';
    const css =
      '/* .x { vertical-align: sub } */ p, span.c1 { color: red; vertical-align: super; } .c2{vertical-align:-20%}';
    const opf =
      '<package><manifest><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/><item id="s" href="s.css" media-type="text/css"/></manifest><spine><itemref idref="a"/></spine></package>';
    const others = { 'OEBPS/book.opf': opf, 'OEBPS/s.css': css };
    expect(await pagesOf(await makeEpub({ chapters: [{ name: 'one.xhtml', body }], others }))).toEqual([
      '10⁸ and CO₂, built in 1846 [7] by Lefèvre[*]. See 12, thepier.\n\n[7] In May.\n\n[*] A pilot.',
    ]);
  });

  it('keeps formulas, ruby and tables, and leaves out the numbers of printed pages', async () => {
    const body =
      '<p><span epub:type="pagebreak" id="p12">12</span>Energy is <math xmlns="http://www.w3.org/1998/Math/MathML"><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>.</p>' +
      '<p><ruby>潮<rp>(</rp><rt>しお</rt><rp>)</rp></ruby></p><a id="x"/><p/>' +
      '<table><tr><th>Port</th><th>Range</th></tr><tr><td>Brest</td><td>6 m</td></tr></table>';
    expect(await textOf(body)).toBe(
      'Energy is $mc^{2}$.\n\n潮(しお)\n\n| Port | Range |\n| --- | --- |\n| Brest | 6 m |',
    );
  });

  it('shows one of the forms that it has of a thing', async () => {
    const math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>';
    const forms = (space: string) =>
      `<p>So <epub:switch><epub:case required-namespace="${space}">${math}</epub:case><epub:default>ex</epub:default></epub:switch>.</p>`;
    expect(await textOf(forms('http://www.w3.org/1998/Math/MathML'))).toBe('So $x$.');
    expect(await textOf(forms('http://www.xml-cml.org/schema'))).toBe('So ex.');
  });
});

describe('a broken book', () => {
  const name = 'chapter é 1.xhtml';
  it.each([
    ['encoded', 'chapter%20%C3%A9%201.xhtml'],
    ['decomposed', 'chapter e\u0301 1.xhtml'],
    ['from the root', '/OEBPS/chapter%20é%201.xhtml'],
    ['from a disk', 'file:///C:/book/OEBPS/chapter%20%C3%A9%201.xhtml'],
    ['of another system', '..\\OEBPS\\Chapter é 1.XHTML'],
    ['out of its folder', '../chapter%20é%201.xhtml'],
  ])('is read where an address is %s', async (_how, href) => {
    expect(await pagesOf(await makeEpub({ chapters: [{ ...ONE, name, href }] }))).toEqual([
      '# Ports\n\nBrest has six metres.',
    ]);
  });

  it('is read where names are in UTF-8 and do not say so', async () => {
    const file = await makeEpub({ chapters: [{ ...ONE, name: '第一章.xhtml' }] });
    for (let at = file.indexOf('PK\x01\x02'); at >= 0; at = file.indexOf('PK\x01\x02', at + 4))
      file.writeUInt16LE(0, at + 8);
    expect(await pagesOf(file)).toEqual(['# Ports\n\nBrest has six metres.']);
  });

  it('has a failed page for what is missing, damaged or no text, and the others are read', async () => {
    const chapters: Chapter[] = [
      { ...ONE, isMissing: true },
      TWO,
      { name: 'noise.xhtml', raw: Buffer.from(Array.from({ length: 300 }, (_, i) => i % 7)) },
      { name: 'map.jpg', raw: 'x', mediaType: 'image/jpeg' },
    ];
    expect(await pagesOf(await makeEpub({ chapters }))).toEqual([
      'Corrupt',
      'Springs come at new moon.',
      'Corrupt',
      'Unsupported',
    ]);
  });

  it.each([
    ['contents', ['OEBPS/nav.xhtml']],
    ['a container', ['META-INF/container.xml']],
    ['a type', ['mimetype']],
    ['a list', ['OEBPS/book.opf', 'OEBPS/nav.xhtml', 'OEBPS/toc.ncx']],
  ])('without %s is read', async (_what, without) => {
    const file = await makeEpub({ chapters: [ONE, TWO], contents: 'none', without });
    expect(await pagesOf(file)).toEqual(['# Ports\n\nBrest has six metres.', 'Springs come at new moon.']);
  });

  it('is read where a list is damaged', async () => {
    const file = await makeEpub({ chapters: [{ ...ONE, title: 'Of ports' }, TWO] });
    const at = file.indexOf('<nav epub:type="toc">');
    file.write('X', at + 1);
    expect(await pagesOf(file)).toEqual(['# Ports\n\nBrest has six metres.', 'Springs come at new moon.']);
  });

  it('is read where its list is not well-formed, and each chapter once', async () => {
    const list =
      '<package><manifest><item id=a href="one.xhtml"><item id="b" href="two.xhtml" media-type="text/html">&x;</manifest><spine><itemref idref="b"/><itemref idref="a"/><itemref idref="b"/>';
    const file = await makeEpub({ chapters: [ONE, TWO], others: { 'OEBPS/book.opf': list } });
    expect(await pagesOf(file)).toEqual(['Springs come at new moon.', '# Ports\n\nBrest has six metres.']);
  });
});

describe('copy protection', () => {
  const encrypted = (uri: string, algorithm: string) =>
    `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><enc:EncryptedData xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`;
  const AES = 'http://www.w3.org/2001/04/xmlenc#aes128-cbc';

  it('is told by the license of a shop, too, where chapters are no text', async () => {
    const raw = Buffer.from(Array.from({ length: 300 }, (_, i) => i % 7));
    const others = { 'META-INF/rights.xml': '<rights/>' };
    const file = await makeEpub({ chapters: [{ name: 'one.xhtml', raw }], others });
    await expect(reader.probe(file)).rejects.toMatchObject({ type: 'Encrypted' });
    expect(await pagesOf(await makeEpub({ chapters: [ONE], others }))).toHaveLength(1);
  });

  it('of chapters makes a book unreadable, that of fonts and of pictures does not', async () => {
    const bookOf = (uri: string, algorithm: string) =>
      makeEpub({
        chapters: [ONE],
        others: { 'META-INF/encryption.xml': encrypted(uri, algorithm), 'OEBPS/serif.otf': 'x', 'OEBPS/map.png': 'x' },
      });
    await expect(reader.probe(await bookOf('OEBPS/one.xhtml', AES))).rejects.toMatchObject({ type: 'Encrypted' });
    for (const file of [
      await bookOf('OEBPS/serif.otf', 'http://www.idpf.org/2008/embedding'),
      await bookOf('OEBPS/map.png', AES),
    ])
      expect(await pagesOf(file)).toHaveLength(1);
  });
});
