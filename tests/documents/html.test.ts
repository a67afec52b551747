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

it('keeps lists with their numbers and depth', async () => {
  const html = page(
    '<ul><li>Ebb<ol><li>slow</li><li><p>fast</p><p>and faster</p></li></ol></li><li>Flood</li></ul><ol><li>One</ol><dl><dt>Neap</dt><dd>Weak</dd></dl>',
  );
  expect(await read(html)).toBe('- Ebb\n  1. slow\n  2. fast\n    and faster\n- Flood\n\n1. One\n\nNeap\n\nWeak');
});

it('keeps tables row by row, and reads a table of layout cell by cell', async () => {
  const html = page(
    '<table><caption>Ports</caption><thead><tr><th>Port<th>Range</thead><tr><td>Brest<td>6&nbsp;m</table>' +
      '<table><tr><td><h2>Left</h2><p>One</p></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>',
  );
  expect(await read(html)).toBe('Ports\n\nPort | Range\nBrest | 6 m\n\n## Left\n\nOne\n\na | b');
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
  expect(await read('<html><table><tr><td>a<td>b')).toBe('a | b');
  expect(await read('<html><p>a</td></tr></table></ul></li>b')).toBe('ab');
});
