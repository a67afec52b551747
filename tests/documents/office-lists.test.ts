import { afterAll, describe, expect, it } from '@jest/globals';
import { createDocumentReader } from '../../documents/index.js';
import { makeDocx, makePptx, para, shape, text, xml } from './office-files.js';
import { readAll } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const read = async (file: Uint8Array) => (await readAll(reader, file, [1]))[0]?.text;
const item = (text: string, listId: number, level = 0) =>
  para(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${listId}"/></w:numPr>`);

describe('a Word document', () => {
  it('counts lists by the list style that they refer to, and by levels of their own', async () => {
    const level = (at: number, format: string, pattern: string) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`;
    const list = (id: number, definition: number, own = '') =>
      `<w:num w:numId="${id}"><w:abstractNumId w:val="${definition}"/>${own}</w:num>`;
    const numbering = xml(
      'w:numbering',
      '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Outline"/></w:abstractNum>' +
        `<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Outline"/>${level(0, 'decimal', '%1')}${level(1, 'decimal', '%1.%2')}</w:abstractNum>` +
        list(1, 0) +
        list(2, 1) +
        list(3, 0, `<w:lvlOverride w:ilvl="0">${level(0, 'upperLetter', '%1)')}</w:lvlOverride>`),
    );
    const body =
      [item('a', 2), item('b', 2, 1), item('c', 2, 1), item('d', 2)].join('') +
      [item('e', 1), item('f', 3), item('g', 3), item('h', 3, 1)].join('');
    expect(await read(await makeDocx(body, { 'word/numbering.xml': numbering }))).toBe(
      '1 a\n  1.1 b\n  1.2 c\n2 d\n1 e\nA) f\nB) g\n  B.1 h',
    );
  });

  it('writes all levels in figures where a level says so, and figures with a zero before them', async () => {
    const level = (at: number, format: string, pattern: string, own = '') =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${own}<w:lvlText w:val="${pattern}"/></w:lvl>`;
    const levels =
      level(0, 'upperRoman', '%1.') +
      level(1, 'decimal', '%1.%2', '<w:isLgl/>') +
      level(2, 'decimalZero', '%1.%3', '<w:isLgl w:val="0"/>');
    const numbering = xml(
      'w:numbering',
      `<w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
    );
    const body = [item('a', 1), item('b', 1), item('c', 1, 1), item('d', 1, 2)].join('');
    expect(await read(await makeDocx(body, { 'word/numbering.xml': numbering }))).toBe(
      'I. a\nII. b\n  2.1 c\n    II.01 d',
    );
  });
});

describe('a slide', () => {
  it('counts numbered paragraphs as PowerPoint does', async () => {
    const numbered = (content: string, type: string, level = 0, start = '') =>
      `<a:pPr lvl="${level}"><a:buAutoNum type="${type}"${start}/></a:pPr>${content && text(content)}`;
    const bullet = (content: string) => `<a:pPr><a:buChar char="•"/></a:pPr>${text(content)}`;
    const plain = (content: string, level = 0) => `<a:pPr lvl="${level}"><a:buNone/></a:pPr>${text(content)}`;
    const cities = ['Paris', '', 'Rome'].map((city) => numbered(city, 'alphaUcPeriod'));
    const nested = [
      numbered('one', 'arabicPeriod', 0, ' startAt="3"'),
      numbered('inner', 'romanLcParenBoth', 1),
      plain('apart', 1),
      numbered('inner anew', 'romanLcParenBoth', 1),
      numbered('two', 'arabicPeriod', 0, ' startAt="3"'),
      numbered('inner again', 'romanLcParenBoth', 1),
      bullet('dot'),
      numbered('anew', 'arabicPeriod', 0, ' startAt="3"'),
      numbered('other', 'alphaLcParenR'),
      numbered('plain', 'arabicPlain'),
      numbered('unknown', 'ea1JpnChsDbPeriod'),
    ];
    const file = await makePptx([
      { shapes: [cities, nested, cities.slice(0, 1)].map((each) => shape('', each)).join('') },
    ]);
    expect(await read(file)).toBe(
      'A. Paris\nB. Rome\n\n' +
        '3. one\n  (i) inner\napart\n  (i) inner anew\n4. two\n  (i) inner again\n- dot\n3. anew\na) other\n1 plain\n1. unknown\n\n' +
        'A. Paris',
    );
  });

  it('counts numbered paragraphs of each cell of a table by themselves', async () => {
    const one = `<a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr>`;
    const td = `<a:tc><a:txBody><a:p>${one}${text('x')}</a:p><a:p>${one}${text('y')}</a:p></a:txBody></a:tc>`;
    const rows = `<a:tr>${td}${td}</a:tr><a:tr>${td}${td}</a:tr>`;
    const file = await makePptx([{ shapes: `<p:graphicFrame><a:tbl>${rows}</a:tbl></p:graphicFrame>` }]);
    const row = '| 1. x 2. y | 1. x 2. y |';
    expect(await read(file)).toBe(`${row}\n| --- | --- |\n${row}`);
  });
});
