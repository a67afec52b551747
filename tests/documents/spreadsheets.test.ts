import { describe, expect, test } from '@jest/globals';
import { convert } from '../../documents/conversion.js';
import { makeZip, rels } from './office-files.js';
import { makeOds, makeXlsx, sheetXml, xlsxParts } from './spreadsheet-files.js';

const pagesOf = async (file: Promise<Buffer>) => (await convert(await file)).pages;
const cell = (attributes: string, inner: string) => ({ xml: `<c ${attributes}>${inner}</c>` });

describe('an Excel file', () => {
  test('has its sheets as pages with their names, and their tables with their heads', async () => {
    const file = makeXlsx({
      Elements: [
        ['Element', 'Melting point (°C)', 'Found'],
        ['Indium', 156.6, 1863],
        ['Tin', 232, null],
      ],
      Empty: [],
      'Two words': [['A note'], ['and another.']],
    });
    expect(await pagesOf(file)).toEqual([
      {
        label: 'Elements',
        text: '# Elements\n\n| Element | Melting point (°C) | Found |\n| --- | --- | --- |\n| Indium | 156.6 | 1863 |\n| Tin | 232 | |',
      },
      { label: 'Two words', text: '# Two words\n\nA note\n\nand another.' },
    ]);
  });

  test('shows values as a reader sees them: dates, percent, booleans, errors, results of formulas', async () => {
    const rows = [
      ['Kind', 'Value'],
      ['shared', cell('t="s"', '<v>0</v>')],
      ['rich', cell('t="s"', '<v>1</v>')],
      ['read aloud', cell('t="s"', '<v>2</v>')],
      ['day', cell('s="1"', '<v>45365</v>')],
      ['share', cell('s="2"', '<v>0.256</v>')],
      ['own', cell('s="3"', '<v>1234.5</v>')],
      ['truth', cell('t="b"', '<v>1</v>')],
      ['error', cell('t="e"', '<f>1/0</f><v>#DIV/0!</v>')],
      ['sum', cell('', '<f>SUM(A1:A3)</f><v>0.30000000000000004</v>')],
      ['text of a formula', cell('t="str"', '<f>A1</f><v>six</v>')],
      ['not reckoned', cell('', '<f>SUM(A1:A3)</f>')],
      ['ISO', cell('t="d"', '<v>2024-03-14T00:00:00</v>')],
    ];
    const strings = [
      '<t>a_x000D_b</t>',
      '<r><t>CO</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r><r><t> gas</t></r>',
      '<t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh>',
    ];
    const [page] = await pagesOf(makeXlsx({ S: rows }, { strings, formats: ['#,##0.00 "kg"'] }));
    const values =
      page && 'text' in page
        ? page.text
            .split('\n')
            .slice(5)
            .map((row) => row.split(' | ')[1]?.replace(' |', ''))
        : [];
    expect(values).toEqual([
      'a b',
      'CO₂ gas',
      '漢字',
      '2024-03-14',
      '25.60%',
      '1,234.50 kg',
      'TRUE',
      '#DIV/0!',
      '0.3',
      'six',
      '=SUM(A1:A3)',
      '2024-03-14',
    ]);
  });

  test('has the formats of its cells, not those that a condition sets for a while', async () => {
    const rows = [
      ['Exam', 'Day'],
      ['Algebra', cell('s="1"', '<v>45366</v>')],
    ];
    const parts = xlsxParts({ S: rows });
    const conditional = '<dxfs><dxf><numFmt numFmtId="14" formatCode="0.00%"/></dxf></dxfs></styleSheet>';
    const styles = String(parts['xl/styles.xml']).replace('</styleSheet>', conditional);
    expect(await pagesOf(makeZip({ ...parts, 'xl/styles.xml': styles }))).toMatchObject([
      { text: expect.stringContaining('| Algebra | 2024-03-15 |') },
    ]);
  });

  test('counts days from 1904 where it says so', async () => {
    const [page] = await pagesOf(
      makeXlsx(
        {
          S: [
            ['Day', 'n'],
            [cell('s="1"', '<v>43903</v>'), 1],
          ],
        },
        { is1904: true },
      ),
    );
    expect(page).toMatchObject({ text: expect.stringContaining('| 2024-03-14 | 1 |') });
  });

  test('repeats merged cells in the rows and columns that they take; heads of two rows are one', async () => {
    const rows = [
      ['Harvest of the valley', null, null, null, null],
      ['Village', '2019', null, '2020', null],
      [null, 'wine', 'oil', 'wine', 'oil'],
      ['Alba', 1, 2, 3, 4],
      [null, 5, 6, 7, 8],
    ];
    const merges =
      '<mergeCells><mergeCell ref="A1:E1"/><mergeCell ref="B2:C2"/><mergeCell ref="D2:E2"/><mergeCell ref="A2:A3"/><mergeCell ref="A4:A5"/></mergeCells>';
    expect(await pagesOf(makeXlsx({ S: { xml: sheetXml(rows, merges) } }))).toMatchObject([
      {
        text: '# S\n\nHarvest of the valley\n\n| Village | 2019 wine | 2019 oil | 2020 wine | 2020 oil |\n| --- | --- | --- | --- | --- |\n| Alba | 1 | 2 | 3 | 4 |\n| Alba | 5 | 6 | 7 | 8 |',
      },
    ]);
  });

  test('has remarks above the head as lines, and days from 1904 whatever extensions say', async () => {
    const rows = [
      ['made by hand', null, 'not checked'],
      ['see', 'the', null],
      ['Name', 'Born', 'Known for'],
      ['Curie', cell('s="1"', '<v>43903</v>'), 'radium'],
      ['Meitner', cell('s="1"', '<v>43904</v>'), 'fission'],
    ];
    const parts = xlsxParts({ S: rows }, { is1904: true });
    const workbook = String(parts['xl/workbook.xml']).replace(
      '</workbook>',
      '<x15:workbookPr chartTrackingRefBase="1"/></workbook>',
    );
    expect(await pagesOf(makeZip({ ...parts, 'xl/workbook.xml': workbook }))).toMatchObject([
      {
        text: '# S\n\nmade by hand not checked\n\nsee the\n\n| Name | Born | Known for |\n| --- | --- | --- |\n| Curie | 2024-03-14 | radium |\n| Meitner | 2024-03-15 | fission |',
      },
    ]);
  });

  test('places cells and rows by their names, and takes tables apart by empty rows', async () => {
    const xml = `<worksheet><sheetData><row r="3"><c r="C3" t="inlineStr"><is><t>Port</t></is></c><c r="D3" t="inlineStr"><is><t>Range</t></is></c></row><row r="4"><c r="C4" t="inlineStr"><is><t>Brest</t></is></c><c r="D4"><v>6</v></c></row><row r="900000"><c r="A900000" t="inlineStr"><is><t>Word</t></is></c><c r="XFD900000" t="inlineStr"><is><t>far</t></is></c></row></sheetData></worksheet>`;
    const [page] = await pagesOf(makeXlsx({ S: { xml } }));
    expect(page).toMatchObject({
      text: '# S\n\n| Port | Range |\n| --- | --- |\n| Brest | 6 |\n\nWord\n\n[Columns left out: 16284]',
    });
  });

  test('tells the sheets that are hidden, and the comments of cells', async () => {
    const parts = xlsxParts(
      {
        Shown: [
          ['a', 'b'],
          [1, 2],
        ],
        Secret: [['Key', 42]],
      },
      { hidden: ['Secret'] },
      {
        'xl/worksheets/_rels/sheet1.xml.rels': rels(['comments', '../comments1.xml']),
        'xl/comments1.xml':
          '<comments><commentList><comment ref="B2" authorId="0"><text><r><t>Ann:</t></r><r><t xml:space="preserve"> check</t></r></text></comment></commentList></comments>',
      },
    );
    expect(await pagesOf(makeZip(parts))).toEqual([
      {
        label: 'Shown',
        text: '# Shown\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[Comment on B2: Ann: check]\n\n[Hidden sheets left out: Secret]',
      },
    ]);
  });

  test('with a damaged sheet has the others', async () => {
    const pages = await pagesOf(
      makeXlsx({
        A: [
          ['x', 'y'],
          [1, 2],
        ],
        B: { xml: '<worksheet' },
      }),
    );
    expect(pages).toMatchObject([{ label: 'A' }, { failure: 'Corrupt' }]);
    await expect(convert(await makeXlsx({ A: [] }))).rejects.toMatchObject({ type: 'Empty' });
  });

  test('has a bounded number of rows, all told', async () => {
    const rows = Array.from({ length: 7_000 }, (_, at) => [`Town${at}`, at]);
    const pages = await pagesOf(makeXlsx({ S: [['Town', 'Number'], ...rows] }));
    expect(pages.at(-1)).toMatchObject({ text: expect.stringMatching(/\[Rows left out: 2001\]$/) });
  });
});

test('an OpenDocument spreadsheet is read as what its cells show', async () => {
  const p = (text: string, attributes = '') =>
    `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
  const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
  const file = makeOds(
    `<table:table table:name="Ports">${row(p('Port'), p('Range'), p('Seen'))}${row(p('Brest', 'table:number-rows-spanned="2"'), p('6,1 m'), p('14.03.24', 'office:value-type="date"'))}${row('<table:covered-table-cell/>', p('7 m'), '<table:table-cell><office:annotation><text:p>by Ann</text:p></office:annotation><text:p>1<text:s text:c="2"/>May</text:p></table:table-cell>')}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table><table:table table:name="Secret" table:style-name="ta2">${row(p('key'))}</table:table>`,
    '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>',
  );
  expect(await convert(await file)).toEqual({
    format: 'ods',
    pages: [
      {
        label: 'Ports',
        text: '# Ports\n\n| Port | Range | Seen |\n| --- | --- | --- |\n| Brest | 6,1 m | 14.03.24 |\n| Brest | 7 m | 1 May |\n\n[Comment: by Ann]\n\n[Hidden sheets left out: Secret]',
      },
    ],
  });
});

test('raised and lowered letters of an OpenDocument spreadsheet have their signs', async () => {
  const style = (name: string, position: string) =>
    `<style:style style:name="${name}" style:family="text"><style:text-properties style:text-position="${position}"/></style:style>`;
  const cell = (content: string) => `<table:table-cell><text:p>${content}</text:p></table:table-cell>`;
  const span = (name: string, content: string) => `<text:span text:style-name="${name}">${content}</text:span>`;
  const row = [
    cell(`10${span('up', `8<text:span>0</text:span>${span('level', ' m')}`)}`),
    cell(`CO${span('down', '2')}${span('bold', ' and more')}`),
  ];
  const file = makeOds(
    `<table:table table:name="A"><table:table-row>${row.join('')}</table:table-row></table:table>`,
    style('up', 'super 58%') + style('down', '-33% 58%') + style('level', '0% 100%'),
  );
  expect(await convert(await file)).toMatchObject({
    pages: [{ text: expect.stringContaining('10⁸⁰ m | CO₂ and more') }],
  });
});

test('an OpenDocument spreadsheet under a password is refused as such', async () => {
  const manifest =
    '<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
  await expect(
    convert(await makeOds('', '', { 'content.xml': 'noise', 'META-INF/manifest.xml': manifest })),
  ).rejects.toMatchObject({ type: 'Encrypted' });
});
