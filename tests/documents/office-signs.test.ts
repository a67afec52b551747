import { afterAll, describe, expect, it } from '@jest/globals';
import { createDocumentReader } from '../../documents/index.js';
import { makeDocx, makePptx, para, rels, run, shape, text, xml } from './office-files.js';
import { readAll } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const read = async (file: Uint8Array) => (await readAll(reader, file, [1]))[0]?.text;
const word = async (body: string, others = {}) => read(await makeDocx(body, others));

/** A run of a Word document with settings. */
const set = (settings: string, content: string) =>
  `<w:r><w:rPr>${settings}</w:rPr><w:t xml:space="preserve">${content}</w:t></w:r>`;
const raised = (content: string) => set('<w:vertAlign w:val="superscript"/>', content);
const lowered = (content: string) => set('<w:vertAlign w:val="subscript"/>', content);
const p = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${para(content)}</w:tc>`;
const tr = (cells: string[], properties = '') => `<w:tr><w:trPr>${properties}</w:trPr>${cells.join('')}</w:tr>`;

describe('a Word document', () => {
  it('keeps raised and lowered text by its signs, set in the run or by a style', async () => {
    const styles = xml(
      'w:styles',
      '<w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>' +
        '<w:style w:type="character" w:styleId="Up2"><w:basedOn w:val="Up"/></w:style>',
    );
    const body =
      p(run('3 × 10'), raised('8'), run(' and CO'), lowered('3'), raised('2'), raised('−')) +
      p(
        run('10'),
        set('<w:rStyle w:val="Up2"/>', '23'),
        set('<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>', '!'),
      );
    expect(await word(body, { 'word/styles.xml': styles })).toBe('3 × 10⁸ and CO₃²⁻\n\n10²³!');
  });

  it('takes text that is raised or lowered by points for what it is, and a line that is raised as a whole for a line', async () => {
    const at = (halfPoints: number, content: string) =>
      set(`<w:position w:val="${halfPoints}"/><w:sz w:val="14"/>`, content);
    const body =
      p(run('Ca'), at(6, '2+'), run(' and H'), at(-6, '2'), run('O, 5 cm'), at(2, '3')) + p(at(8, '12'), at(8, '34'));
    expect(await word(body)).toBe('Ca²⁺ and H₂O, 5 cm3\n\n1234');
  });

  it('sets marks of notes apart from numbers', async () => {
    const note = '<w:r><w:footnoteReference w:id="4"/></w:r>';
    const body = p(run('In 1846'), note, run(' at sea.')) + p(run('In 1811'), raised('4'), run(' by a count.'));
    expect(await word(body)).toBe('In 1846 [1] at sea.\n\n[1] Seen from the pier.\n\nIn 1811 [4] by a count.');
  });

  it('keeps symbols by their font, as symbols or as text', async () => {
    const sym = (font: string, code: string) => `<w:r><w:sym w:font="${font}" w:char="${code}"/></w:r>`;
    const body =
      p(
        run('The angle '),
        sym('Symbol', 'F061'),
        run(' of 470 '),
        sym('Symbol', 'F057'),
        run(' '),
        sym('Wingdings', 'F0FE'),
      ) +
      p(
        set('<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>', 'D'),
        run('T '),
        set('<w:rFonts w:hAnsi="Symbol"/>', '\uF0B1'),
        run(' 2'),
      );
    expect(await word(body)).toBe('The angle α of 470 Ω ☑\n\nΔT ± 2');
  });

  it('keeps emoji beyond U+FFFF, once', async () => {
    const emoji =
      '<w:r><w:rPr><mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback><w:rFonts w:ascii="Segoe UI Emoji"/></mc:Fallback></mc:AlternateContent></w:rPr><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>';
    expect(await word(p(run('Well done '), emoji, run('.')))).toBe('Well done 😊.');
  });

  it('keeps equations as TeX, and ruby behind its word', async () => {
    const m = (content: string) =>
      `<m:oMath xmlns:m="m"><m:f><m:num><m:r><w:rPr/><m:t>${content}</m:t></m:r></m:num><m:den><m:r><m:t>36</m:t></m:r></m:den></m:f></m:oMath>`;
    const ruby = `<w:r><w:ruby><w:rubyPr/><w:rt>${run('かんじ')}</w:rt><w:rubyBase>${run('漢字')}</w:rubyBase></w:ruby></w:r>`;
    const body =
      p(run('It is '), m('1'), run(' with two.')) +
      `<w:p><m:oMathPara xmlns:m="m">${m('5')}</m:oMathPara></w:p>` +
      p(ruby, run('を読む。'));
    expect(await word(body)).toBe('It is $\\frac{1}{36}$ with two.\n\n$$\\frac{5}{36}$$\n\n漢字(かんじ)を読む。');
  });

  it('repeats merged cells, joins rows of a head, and keeps empty cells', async () => {
    const rows = [
      tr([cell('Town', '<w:vMerge w:val="restart"/>'), cell('People', '<w:gridSpan w:val="2"/>')], '<w:tblHeader/>'),
      tr([cell('', '<w:vMerge/>'), cell('1900'), cell('2000')], '<w:tblHeader/>'),
      tr([cell('North', '<w:gridSpan w:val="3"/>')]),
      tr([cell('Riga', '<w:vMerge w:val="restart"/>'), cell('1'), cell('')]),
      tr([cell('', '<w:vMerge w:val="continue"/>'), cell('3'), cell('a|b')]),
      tr([cell('4')], '<w:gridBefore w:val="2"/>'),
    ];
    expect(await word(`<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`)).toBe(
      [
        '| Town | People 1900 | People 2000 |',
        '| --- | --- | --- |',
        '| North | | |',
        '| Riga | 1 | |',
        '| Riga | 3 | a\\|b |',
        '| | | 4 |',
      ].join('\n'),
    );
  });

  it('keeps a head with the row below it where a page ends between them', async () => {
    const broken = `<w:tc><w:tcPr/><w:p><w:r><w:lastRenderedPageBreak/></w:r>${run('1')}</w:p></w:tc>`;
    const body = `<w:tbl>${tr([cell('Town'), cell('People')])}${tr([cell('Riga'), broken])}</w:tbl>`;
    const pages = await readAll(reader, await makeDocx(body), [1, 2]);
    expect(pages.map((page) => page.text)).toEqual(['| Town | People |\n| --- | --- |', '| Riga | 1 |']);
  });
});

const values = (kind: string, ...all: string[]) =>
  `<c:${kind}Cache>${all.map((value, at) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`).join('')}</c:${kind}Cache>`;
const rich = (content: string) => `<c:title><c:tx><c:rich><a:p>${text(content)}</a:p></c:rich></c:tx></c:title>`;
const CHART = xml(
  'c:chartSpace',
  `<c:chart>${rich('Shares of power')}<c:plotArea><c:barChart>` +
    `<c:ser><c:tx><c:strRef>${values('str', '2021')}</c:strRef></c:tx><c:cat><c:strRef>${values('str', 'Wind', 'Sun')}</c:strRef></c:cat><c:val><c:numRef>${values('num', '27', '9.000000000001')}</c:numRef></c:val></c:ser>` +
    `<c:ser><c:tx><c:strRef>${values('str', '2011')}</c:strRef></c:tx><c:val><c:numRef><c:numCache><c:formatCode>0%</c:formatCode><c:pt idx="1"><c:v>0.12</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>` +
    `</c:barChart><c:catAx>${rich('Source')}</c:catAx><c:valAx>${rich('Percent')}</c:valAx></c:plotArea></c:chart>`,
);
const CHART_TEXT =
  'Chart: Shares of power (Percent)\n\n| Source | 2021 | 2011 |\n| --- | --- | --- |\n| Wind | 27 | |\n| Sun | 9 | 12 % |';
const point = (id: string, content: string, type = '') =>
  `<dgm:pt modelId="${id}"${type && ` type="${type}"`}><dgm:t><a:p>${text(content)}</a:p></dgm:t></dgm:pt>`;
const DIAGRAM = xml(
  'dgm:dataModel',
  `<dgm:ptLst><dgm:pt modelId="0" type="doc"/>${point('1', 'Ebb')}${point('2', 'Flood')}${point('3', 'slow')}${point('9', 'drawn', 'pres')}</dgm:ptLst>` +
    '<dgm:cxnLst><dgm:cxn srcId="0" destId="2" srcOrd="0"/><dgm:cxn srcId="0" destId="1" srcOrd="1"/><dgm:cxn srcId="1" destId="3" srcOrd="0"/><dgm:cxn srcId="3" destId="1" srcOrd="0"/></dgm:cxnLst>',
);
const DIAGRAM_TEXT = '- Flood\n- Ebb\n  - slow';
const frame = (content: string) =>
  `<p:graphicFrame><a:graphic><a:graphicData>${content}</a:graphicData></a:graphic></p:graphicFrame>`;

describe('charts and diagrams', () => {
  it('stand in a document as a table and a list, behind their paragraph', async () => {
    const drawn = (content: string) => `<w:r><w:drawing><a:graphicData>${content}</a:graphicData></w:drawing></w:r>`;
    const body =
      p(run('See'), drawn('<c:chart r:id="rId1"/>'), run(' this.')) +
      p(drawn('<dgm:relIds r:dm="rId2"/>')) +
      para('End.');
    const file = {
      'word/_rels/document.xml.rels': rels(
        ['chart', 'charts/chart1.xml'],
        ['diagramData', 'diagrams/data1.xml'],
        ['chart', 'charts/broken.xml'],
      ),
      'word/charts/chart1.xml': CHART,
      'word/charts/broken.xml': '<c:chartSpace>',
      'word/diagrams/data1.xml': DIAGRAM,
    };
    expect(await word(body, file)).toBe(`See this.\n\n${CHART_TEXT}\n\n${DIAGRAM_TEXT}\n\nEnd.`);
  });

  it('stand on a slide in their place, and make a slide of their own readable', async () => {
    const shapes = `${frame('<c:chart r:id="rId1"/>')}${shape('', [text('Between.')])}${frame('<dgm:relIds r:dm="rId2"/>')}`;
    const file = await makePptx([{ shapes }], {
      'ppt/slides/_rels/slide1.xml.rels': rels(
        ['chart', '../charts/chart1.xml'],
        ['diagramData', '../diagrams/data1.xml'],
      ),
      'ppt/charts/chart1.xml': CHART,
      'ppt/diagrams/data1.xml': DIAGRAM,
    });
    expect(await read(file)).toBe(`${CHART_TEXT}\n\nBetween.\n\n${DIAGRAM_TEXT}`);
  });
});

describe('a slide', () => {
  const a = (settings: string, content: string) => `<a:r><a:rPr ${settings}/><a:t>${content}</a:t></a:r>`;

  it('keeps raised and lowered text, symbol fonts and equations', async () => {
    const symbol = `<a:r><a:rPr><a:latin typeface="Symbol"/></a:rPr><a:t>l</a:t></a:r><a:r><a:rPr><a:sym typeface="Symbol"/></a:rPr><a:t> \uF0B1 x</a:t></a:r>`;
    const math =
      '<mc:AlternateContent><mc:Choice><a14:m><m:oMath><m:sSup><m:e><m:r><m:t>v</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></a14:m></mc:Choice><mc:Fallback><a:r><a:t>v2</a:t></a:r></mc:Fallback></mc:AlternateContent>';
    const lines = [
      `${text('10')}${a('baseline="30000"', '8')}${text(' CO')}${a('baseline="-25000"', '2')}`,
      symbol,
      `${text('By ')}${math}`,
    ];
    const file = await makePptx([{ shapes: shape('', lines) }]);
    expect(await read(file)).toBe('10⁸ CO₂\nλ ± x\nBy $v^{2}$');
  });

  it('repeats merged cells of its tables', async () => {
    const td = (content: string, place = '') =>
      `<a:tc ${place}><a:txBody><a:p>${text(content)}</a:p></a:txBody></a:tc>`;
    const rows = [
      `<a:tr>${td('Town')}${td('People', 'gridSpan="2"')}${td('', 'hMerge="1"')}</a:tr>`,
      `<a:tr>${td('Riga', 'rowSpan="2"')}${td('1')}${td('2')}</a:tr>`,
      `<a:tr>${td('', 'vMerge="1"')}${td('3')}${td('')}</a:tr>`,
    ];
    const file = await makePptx([{ shapes: frame(`<a:tbl>${rows.join('')}</a:tbl>`) }]);
    expect(await read(file)).toBe('| Town | People | People |\n| --- | --- | --- |\n| Riga | 1 | 2 |\n| Riga | 3 | |');
  });
});
