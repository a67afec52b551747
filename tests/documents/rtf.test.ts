import { afterAll, describe, expect, it } from '@jest/globals';
import { createDocumentReader } from '../../documents/index.js';
import { readResults } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const FONTS =
  '{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f1\\fnil\\fcharset2 Symbol;}{\\f2\\fcharset204 Arial CYR;}' +
  '{\\f3\\fcharset128 MS Mincho;}{\\f4\\fcharset238{\\*\\falt Arial}Arial CE;}{\\f5\\fcharset134 SimSun;}}';
const STYLES =
  '{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0\\sbasedon0 heading 1;}{\\*\\cs9 Default;}{\\s2{\\*\\soutlvl x} heading 2;}{\\s3 Title;}}';
const makeRtf = (body: string, start = '\\ansi\\ansicpg1252\\deff0') =>
  Buffer.from(`{\\rtf1${start}${FONTS}${STYLES}{\\info{\\title Tides}}${body}}`, 'latin1');

/** The text of each page, or its failure. */
async function pagesOf(file: Uint8Array): Promise<string[]> {
  const { format, pageCount } = await reader.probe(file);
  expect(format).toBe('rtf');
  const pageNos = Array.from({ length: pageCount }, (_, i) => i + 1);
  return (await readResults(reader, file, pageNos)).map((page) => ('failure' in page ? page.failure : page.text));
}
const textOf = async (body: string, start?: string) => (await pagesOf(makeRtf(body, start))).join('\f');

describe('the letters of an RTF file', () => {
  it.each([
    ['bytes of the document', "caf\\'e9", 'café'],
    ['signs of Windows', "\\'93a\\'94 \\'96 5 \\'80", '“a” – 5 €'],
    ['bytes of a font', "{\\f2\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2} \\'e9", 'Привет é'],
    ['letters of two bytes, also with a plain one', "{\\f3\\'92\\'aa\\'83A\\'8e\\'9e}", '潮ア時'],
    ['letters of Central Europe', "{\\f4 \\'b3\\'f3d\\'9f}", 'łódź'],
    ['a symbol font', "{\\f1 a\\'b1}b", 'α±b'],
    [
      'Unicode with what stands in for it',
      "\\u8776\\'98 \\u-3891? {\\uc2\\u28526\\'92\\'aa}{\\uc0\\u945}x",
      '≈ \uf0cd 潮αx',
    ],
    ['characters beyond the first 65,536', '\\u55357?\\u56832?', '😀'],
    ['what stands in as a word', '\\u8211\\endash {\\uc1\\u8364 E}uro', '–€uro'],
    ['two forms of a thing', '{\\upr{Lefevre}{\\*\\ud{Lef\\u232 evre}}}', 'Lefèvre'],
    ['words for signs', '\\ldblquote a\\rdblquote\\emdash b\\~c\\_d\\-e\\{f\\}\\\\', '“a”—b c-de{f}\\'],
  ])('%s', async (_what, body, text) => {
    expect(await textOf(body)).toBe(text);
  });

  it.each([
    ['\\ansi\\ansicpg1251', "{\\f0\\'cf\\'f0\\'e8}", 'При'],
    ['\\ansi\\ansicpg936', "{\\f0\\'b3\\'b1}{\\f0 \\'e9}", '潮é'],
    ['\\mac', "caf\\'8e", 'café'],
    ['\\pc', "caf\\'82", 'café'],
    ['\\pca', "na\\'8bve", 'naïve'],
  ])('of a document in %s', async (start, body, text) => {
    expect(await textOf(body, start)).toBe(text);
  });

  it('as UTF-8, which some programs write as it is', async () => {
    expect(await pagesOf(Buffer.from("\ufeff{\\rtf1\\ansi Größe \\'e9}"))).toEqual(['Größe é']);
  });
});

describe('the text of an RTF file', () => {
  it('has headings, lists and pages', async () => {
    const body =
      '\\pard\\s1 Ports\\par\\pard\\s2 Brest\\par\\pard\\outlinelevel2 The pier\\par\\pard\\plain It is long.\\page It is old.\\par' +
      "{\\listtext\\f1\\'b7\\tab}\\ls1 Ebb\\par{\\pntext 2.\\tab}Flood\\par\\pard{\\listtext (a)\\tab}\\ls1\\ilvl1 spring\\par\\pard\\ls1\\ilvl0\\par\\pard Over.\\sect\\sectd\\sbknone Same page.\\sect\\sectd Next.";
    expect(await pagesOf(makeRtf(body))).toEqual([
      '# Ports\n\n## Brest\n\n### The pier\n\nIt is long.',
      'It is old.\n\n- Ebb\n2. Flood\n  (a) spring\n\nOver.\n\nSame page.',
      'Next.',
    ]);
  });

  it('keeps raised and lowered signs, and leaves out what is hidden, deleted or no text', async () => {
    const body =
      '10{\\super 8}, CO{\\sub 2}, x\\up6 2\\up0 , H{\\dn4 2}O{\\v secret}{\\deleted gone}' +
      '{\\pict\\pngblip 89504e47{\\*\\x y}}{\\*\\shppict{\\pict ff}}{\\nonshppict{\\pict ff}}{\\header Tides}{\\footerf 7}' +
      '{\\*\\unknown x{y}}{\\*\\bkmkstart a}{\\xe tide}{\\*\\atnid A}{\\*\\annotation Who?}.\\bin5 }}{{\\ End';
    expect(await textOf(body)).toBe('10⁸, CO₂, x², H₂O. End');
  });

  it('has the results of fields, signs that fields stand for, and text boxes', async () => {
    const body =
      'See {\\field{\\*\\fldinst HYPERLINK "http://x.example"}{\\fldrslt the pier}}, {\\field{\\*\\fldinst SYMBOL 97 \\\\f "Symbol"}{\\fldrslt}}.' +
      '{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn a}{\\sv 1}}{\\shptxt A box.\\par}}{\\shprslt A box.}}\\par Behind.';
    expect(await textOf(body)).toBe('See the pier, α.\n\nA box.\n\nBehind.');
  });

  it('has notes apart', async () => {
    const body =
      'Built in 1846{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} By {\\i Lef\\u232 ?vre}.}}, sold{\\super\\chftn}{\\*\\footnote\\ftnalt To Brest.}.\\par On.';
    expect(await textOf(body)).toBe('Built in 1846 [1], sold[2].\n\n[1] By Lefèvre.\n\n[2] To Brest.\n\nOn.');
  });

  it('has tables with heads, merged cells and tables in cells', async () => {
    const row = (cells: string[], define = '', more = '') =>
      `\\trowd${more}${define || cells.map((_, i) => `\\cellx${i * 1000}`).join('')}\\pard\\intbl ${cells.join('\\cell ')}\\cell\\row`;
    const body =
      `Before.\\par${row(['Port', 'Range', '{\\b\\line Note}'], '', '\\trhdr')}` +
      row(['Brest', '6 m', ''], '\\clvmgf\\cellx1\\cellx2\\cellx3') +
      row(['', '3 m', 'neap'], '\\clvmrg\\cellx1\\cellx2\\cellx3') +
      '\\pard After.\\par' +
      // Paragraphs that do not say to be in a table, and a row without its last end of a cell.
      '\\trowd\\cellx1\\cellx2 A\\cell B\\cell\\row\\trowd\\cellx1\\cellx2 C\\cell D\\row\\pard End.\\par' +
      '\\trowd\\cellx1\\cellx2\\pard\\intbl\\itap1 out\\par\\pard\\intbl\\itap2 in 1\\nestcell in 2\\nestcell{\\*\\nesttableprops\\trowd\\cellx1\\cellx2\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\itap1\\cell side\\cell\\row';
    expect(await textOf(body)).toBe(
      'Before.\n\n| Port | Range | Note |\n| --- | --- | --- |\n| Brest | 6 m | |\n| Brest | 3 m | neap |\n\nAfter.\n\n' +
        '| A | B |\n| --- | --- |\n| C | D |\n\nEnd.\n\nout\n\n| in 1 | in 2 |\n\nside',
    );
  });

  it('has equations as TeX', async () => {
    const body =
      'Speed: {\\mmath{\\*\\moMath{\\mr\\mscr0\\msty2 v=}{\\mf{\\mfPr{\\mtype bar}{\\mctrlPr\\i}}{\\mnum{\\mr s}}{\\mden{\\mr t}}}{\\msSup{\\me{\\mr x}}{\\msup{\\mr 2}}}}{\\mmathPict{\\pict 00}}}.';
    expect(await textOf(body)).toBe('Speed: $v=\\frac{s}{t}x^{2}$.');
  });
});

describe('a damaged RTF file', () => {
  it('that is cut off is read as far as it goes, and says that the rest is missing', async () => {
    const whole = makeRtf('\\pard Twice a day.\\par And then');
    expect(await pagesOf(whole.subarray(0, whole.length - 1))).toEqual(['Twice a day.\n\nAnd then', 'Corrupt']);
  });

  it('with more behind its end is read to its end', async () => {
    expect(await pagesOf(Buffer.concat([makeRtf('Twice.\\par'), Buffer.from('\0\0 junk {\\b')]))).toEqual(['Twice.']);
  });

  it.each([
    ['Empty', '\\pard\\par'],
    ['TooComplex', '{'.repeat(20_000)],
  ])('is refused as %s', async (type, body) => {
    await expect(reader.probe(makeRtf(body))).rejects.toMatchObject({ name: 'Failure', type });
  });
});
