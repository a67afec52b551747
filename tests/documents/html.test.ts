import { afterAll, expect, it } from '@jest/globals';
import { createDocumentReader } from '../../documents/index.js';
import { readAll } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const read = async (html: string | Uint8Array) => {
  const file = Buffer.from(html);
  expect(await reader.probe(file)).toEqual({ format: 'html', pageCount: 1 });
  const [page] = await readAll(reader, file, [1]);
  return page?.text;
};
const page = (body: string, head = '') => `<!DOCTYPE html>\n<html><head>${head}</head><body>${body}</body></html>`;

it('keeps headings, paragraphs, line breaks and preformatted text recognizable', async () => {
  const html = page(
    '<h1>The  <em>sea</em>\n and <br>tides</h1><p>Twice\n   a&nbsp;day &amp; night.<br>Always.</p>Loose text<h3>Code</h3><pre>\n  if (moon)\n    rise();\n</pre>',
  );
  expect(await read(html)).toBe(
    '# The sea and tides\n\nTwice a day & night.\nAlways.\n\nLoose text\n\n### Code\n\n  if (moon)\n    rise();',
  );
});

it.each(['', '\ufeff'])('reads XHTML, where a script may close itself, behind %j', async (start) => {
  const html = `${start}<?xml version="1.0" encoding="utf-8"?>\n<html><head><title/><script src="a.js"/></head><body><p>Text here</p></body></html>`;
  expect(await read(html)).toBe('Text here');
});

it('keeps lists with their numbers and depth', async () => {
  const html = page(
    '<ul><li>Ebb<ol><li>slow</li><li><p>fast</p><p>and faster</p></li></ol></li><li>Flood</li></ul><ol><li>One</ol><dl><dt>Neap</dt><dd>Weak</dd></dl>',
  );
  expect(await read(html)).toBe('- Ebb\n  1. slow\n  2. fast\n    and faster\n- Flood\n\n1. One\n\nNeap\n\nWeak');
});

it.each([
  ['<ol start="5"><li>a</li><li>b</li></ol>', '5. a\n6. b'],
  ['<ol type="A" start="26"><li>a</li><li>b</li></ol>', 'Z. a\nAA. b'],
  ['<ol type="a"><li>a<ol type="i"><li>b</li><li>c</li></ol></li><li>d</li></ol>', 'a. a\n  i. b\n  ii. c\nb. d'],
  ['<ol type="I"><li>a</li><li value="9">b</li><li>c</li></ol>', 'I. a\nIX. b\nX. c'],
  ['<ol start="0" type="1"><li>a</li><li value="-3">b</li><li>c</li></ol>', '0. a\n-3. b\n-2. c'],
  ['<ol start="x" type="disc"><li value="">a</li></ol><ul><li value="7">b</li></ul>', '1. a\n\n- b'],
  ['<ol reversed start="10"><li>a</li><li value="5">b</li><li>c</li></ol>', '10. a\n5. b\n4. c'],
  [
    '<ol reversed><li>a<ul><li>x</li></ul></li><li>b<ol reversed><li>c</li></ol></li></ol>',
    '2. a\n  - x\n1. b\n  1. c',
  ],
  ['<nav><ol reversed><li>x</ol></nav><ol reversed><li>a<li>b</ol>', '2. a\n1. b'],
  ['<ol style="color: red; list-style-type: lower-alpha"><li>a</li><li>b</li></ol>', 'a. a\nb. b'],
  ['<ol type="a" style="LIST-STYLE: inside Upper-Roman"><li>a</li><li type="i">b</li></ol>', 'I. a\nii. b'],
  ['<ol style="list-style:decimal-leading-zero"><li>a</li><li value="12">b</li></ol>', '01. a\n12. b'],
  ['<ol><li style="list-style-type: upper-alpha">a</li><li>b</li></ol>', 'A. a\n2. b'],
  ['<ol style="list-style: none"><li>1a) a</li><li>1b) b</li></ol>', '1a) a\n1b) b'],
  ['<ul style="list-style: none"><li>a</li><li style="list-style: none">b</li></ul>', '- a\n- b'],
  ['<ul style="list-style-type: decimal"><li>a</li></ul><ol style="list-style: disc"><li>b</li></ol>', '1. a\n\n- b'],
  ['<ol style="list-style: constructor"><li>a</li></ol>', '1. a'],
  ['<OL REVERSED><LI>a</LI><LI>b</LI></OL>', '2. a\n1. b'],
])('counts lists as they say: %s', async (html, expected) => {
  expect(await read(page(html))).toBe(expected);
});

it('keeps tables row by row, and reads a table of layout cell by cell', async () => {
  const html = page(
    '<table><caption>Ports</caption><thead><tr><th>Port<th>Range</thead><tr><td>Brest<td>6&nbsp;m</table>' +
      '<table><tr><td><h2>Left</h2><p>One</p></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>',
  );
  expect(await read(html)).toBe(
    'Ports\n\n| Port | Range |\n| --- | --- |\n| Brest | 6 m |\n\n## Left\n\nOne\n\n| a | b |',
  );
});

it('leaves out programs, styles, navigation, hidden parts and the footer of the site', async () => {
  const html = page(
    '<header><nav>Home</nav><div role="navigation">Menu</div></header><script>alert("<p>x</p>")</script><style>p{}</style>' +
      '<noscript>Switch on</noscript><p hidden>h</p><p style="DISPLAY : none">d</p><span aria-hidden="true">v</span><svg><text>s</text></svg>' +
      '<form><button>Send</button><select><option>1</option></select></form><template><p>t</p></template>' +
      '<article><p>Kept</p><footer>By Whewell</footer></article><footer>Imprint</footer>',
  );
  expect(await read(html)).toBe('Kept\n\nBy Whewell');
});

it('is named by its title where it has no heading of the first level', async () => {
  expect(await read(page('<h2>Springs</h2><p>Text</p>', '<title>The\ntides</title>'))).toBe(
    '# The tides\n\n## Springs\n\nText',
  );
  expect(await read(page('<h1>Own</h1><p>Text</p>', '<title>The tides</title>'))).toBe('# Own\n\nText');
});

it.each([
  [
    'a meta element',
    'windows-1251',
    Buffer.concat([Buffer.from('<!doctype html><meta charset=windows-1251><p>'), Buffer.from('cff0e8ebe8e2', 'hex')]),
    'Прилив',
  ],
  [
    'an older meta element',
    'shift_jis',
    Buffer.concat([
      Buffer.from('<html><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><p>'),
      Buffer.from('8368', 'hex'),
      Buffer.from('92aa', 'hex'),
    ]),
    'ド潮',
  ],
  [
    'an XML declaration',
    'iso-8859-2',
    Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="iso-8859-2"?><html><body><p>'),
      Buffer.from('b3f3', 'hex'),
    ]),
    'łó',
  ],
  [
    'a byte order mark',
    'utf-16le',
    Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from('<html><p>Ébb', 'utf16le')]),
    'Ébb',
  ],
  ['nothing, in UTF-8', 'utf-8', Buffer.from('<html><p>Прилив'), 'Прилив'],
  ['the wrong encoding, in UTF-8', 'utf-8', Buffer.from('<html><meta charset="iso-8859-1"><p>Прилив'), 'Прилив'],
  ['an encoding that there is not', 'utf-8', Buffer.from('<html><meta charset="tidal"><p>Прилив'), 'Прилив'],
])('is decoded as %s says (%s)', async (_what, _label, html, expected) => {
  expect(await read(html)).toBe(expected);
});

it('is read although its elements lie deep or are left open, and refused when they lie deeper than any page', async () => {
  const deep = (levels: number) => `<html><p>top</p>${'<div><ul><li>'.repeat(levels)}bottom`;
  expect(await read(deep(2_000))).toMatch(/^top\n\n *- bottom$/);
  await expect(reader.probe(Buffer.from(deep(100_000)))).rejects.toMatchObject({ type: 'TooComplex' });
  expect(await read('<html><table><tr><td>a<td>b')).toBe('| a | b |');
  expect(await read('<html><p>a</td></tr></table></ul></li>b')).toBe('ab');
});

it('keeps raised and lowered text by its signs, and marks of notes apart', async () => {
  const html = page(
    '<p>Light: 3 &times; 10<sup>8</sup> m/s, CO<sub>2</sub>, SO<sub>4</sub><sup>2&minus;</sup>, X<sup>n</sup>, x<sup>1,5</sup>, K<sub>B</sub>, the 21<sup>st</sup></p>' +
      '<p>In 1846<sup><a href="#n7">7</a></sup> at Berlin, by Galle<a href="#n8"><sup>8</sup></a>.<sup class="reference"><a href="#c1"><span>[</span>1<span>]</span></a></sup> Then <sup>[<a href="#c2">2</a>]</sup></p>' +
      '<p>A power<sup><a href="/powers">8</a></sup> and <span style="vertical-align:super">2</span></p>',
  );
  expect(await read(html)).toBe(
    'Light: 3 × 10⁸ m/s, CO₂, SO₄²⁻, Xⁿ, x^{1,5}, K_{B}, the 21st\n\nIn 1846 [7] at Berlin, by Galle[8].[1] Then [2]\n\nA power⁸ and ²',
  );
});

it('keeps ruby behind its word, signs of symbol fonts, and formulas between dollar signs', async () => {
  const html = page(
    '<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を<ruby>読<rt>よ</rt></ruby>む。</p>' +
      '<p>The angle <span style="font-family:Symbol">a</span> is <font face="Symbol">p</font>/2.</p>' +
      '<p>It is <math><mfrac><mn>1</mn><mn>36</mn></mfrac></math> with \\(n^2\\) dice.</p>',
  );
  expect(await read(html)).toBe(
    '漢字(かんじ)を読(よ)む。\n\nThe angle α is π/2.\n\nIt is $\\frac{1}{36}$ with $n^2$ dice.',
  );
});

it('repeats merged cells in each row and column, joins heads, and keeps empty cells and bars', async () => {
  const html = page(
    '<table><caption>Towns</caption><thead><tr><th rowspan="2">Town<th colspan="2">Inhabitants</tr><tr><th>1900<th>2000</tr></thead>' +
      '<tr><td colspan="3">North</td></tr><tr><td rowspan="2">Riga<td>1|2<td></tr><tr><td>3<td>4</tr></table>',
  );
  expect(await read(html)).toBe(
    [
      'Towns\n',
      '| Town | Inhabitants 1900 | Inhabitants 2000 |',
      '| --- | --- | --- |',
      '| North | | |',
      '| Riga | 1\\|2 | |',
      '| Riga | 3 | 4 |',
    ].join('\n'),
  );
});

it('bounds what merged cells may grow to', async () => {
  const wide = '<tr><td rowspan="65534" colspan="1000">repeat me again and again</td><td>y</td></tr>';
  const rows = '<tr><td>x</td></tr>'.repeat(5_000);
  await expect(reader.probe(Buffer.from(`<html><table><tr><td>a<td>b</tr>${wide}${rows}`))).rejects.toMatchObject({
    type: 'TooMuchText',
  });
  const nested = '<table><tr><td>'.repeat(1_000);
  await expect(reader.probe(Buffer.from(`<html>${nested}x`))).rejects.toMatchObject({ type: 'TooComplex' });
});

it('takes the formulas of MathJax from their scripts, once, also in pages that a browser saved', async () => {
  const script = (tex: string, at: number, mode = '') =>
    `<script type="math/tex${mode}" id="MathJax-Element-${at}">${tex}</script>`;
  const frame = (at: number, assistive = '') =>
    `<span class="MathJax_Preview">[math]</span><span class="MathJax" id="MathJax-Element-${at}-Frame"><nobr><span>v</span><span>2</span></nobr>${assistive}</span>`;
  const mathml = '<span class="MJX_Assistive_MathML"><math><msup><mi>w</mi><mn>2</mn></msup></math></span>';
  const html = page(
    `<p>The tide ${script('u^2', 1)} and ${frame(2)}${script('v^2', 2)} and ${frame(3, mathml)}${script('w^2', 3)} rise.</p>` +
      `<p>Below</p>${script('% <![CDATA[\nh < \\frac{a}{2} %]]>', 4, '; mode=display')}<script>let x = 1;</script>`,
  );
  expect(await read(html)).toBe('The tide $u^2$ and $v^2$ and $w^{2}$ rise.\n\nBelow\n\n$$h < \\frac{a}{2}$$');
});
