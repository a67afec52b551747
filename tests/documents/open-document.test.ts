import { afterAll, describe, expect, it } from '@jest/globals';
import { createDocumentReader } from '../../documents/index.js';
import { makeZip } from './office-files.js';
import { frame, makeOdp, makeOdt, openDocumentParts, p, part } from './open-document-files.js';
import { readAll } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

async function pagesOf(file: Uint8Array): Promise<string[]> {
  const { pageCount } = await reader.probe(file);
  const pageNos = Array.from({ length: pageCount }, (_, i) => i + 1);
  return (await readAll(reader, file, pageNos)).map(({ text }) => text);
}
const textOf = async (body: string, others = {}) => (await pagesOf(await makeOdt(body, others))).join('\f');

const FORMULA = part(
  'math:math',
  '<math:semantics><math:mfrac><math:mi>s</math:mi><math:mi>t</math:mi></math:mfrac><math:annotation math:encoding="StarMath 5.0">s over t</math:annotation></math:semantics>',
).replace('?>', '?><!DOCTYPE math:math PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" "math.dtd">');

describe('an OpenDocument text', () => {
  it('has headings with their numbers, and paragraphs', async () => {
    const body =
      p('The tides', 'Title') +
      '<text:h text:outline-level="1">Ports</text:h><text:h text:outline-level="2">Brest</text:h>' +
      '<text:h text:outline-level="2">Saint<text:s text:c="2"/>Malo</text:h>' +
      '<text:h text:outline-level="1" text:is-list-header="true">Index</text:h>' +
      p('See<text:tab/>above<text:line-break/>and below.') +
      p('By style', 'Heading_20_2');
    expect(await textOf(body)).toBe(
      '# The tides\n\n# 1. Ports\n\n## 1.1 Brest\n\n## 1.2 Saint Malo\n\n# Index\n\nSee above\nand below.\n\n## By style',
    );
  });

  it('has lists with their numbers, within each other, and continued', async () => {
    const item = (content: string) => `<text:list-item>${content}</text:list-item>`;
    const list = (style: string, items: string, more = '') =>
      `<text:list text:style-name="${style}" ${more}>${items}</text:list>`;
    const body =
      list('L1', item(p('Moon') + p('and Sun')) + item(p('Wind') + list('', item(p('east')) + item(p('west'))))) +
      p('Between.') +
      list('L1', item(p('Rain')), 'text:continue-numbering="true"') +
      list('L2', item(p('Ebb')) + item(p('Flood')));
    expect(await textOf(body)).toBe(
      '1. Moon\n  and Sun\n2. Wind\n  2.a) east\n  2.b) west\n\nBetween.\n\n3. Rain\n\n- Ebb\n- Flood',
    );
  });

  it('keeps raised and lowered signs, symbol fonts, ruby and formulas, and leaves out what is hidden', async () => {
    const span = (style: string, text: string) => `<text:span text:style-name="${style}">${text}</text:span>`;
    const body =
      p(`10${span('T1', '8')} and CO${span('T2', '2')} at ${span('T4', 'a')}${span('T3', 'secret')}.`) +
      p('<text:ruby><text:ruby-base>潮</text:ruby-base><text:ruby-text>しお</text:ruby-text></text:ruby>') +
      p(
        'Speed is <draw:frame><draw:object xlink:href="./Object 1"/><draw:image/><svg:desc>formula</svg:desc></draw:frame>.',
      ) +
      '<text:section text:display="none"><text:p>Never.</text:p></text:section>' +
      '<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>' +
      p('Said<office:annotation><text:p>Who?</text:p></office:annotation>.') +
      '<text:table-of-content><text:index-body><text:p>Ports 7</text:p></text:index-body></text:table-of-content>';
    expect(await textOf(body, { 'Object 1/content.xml': FORMULA })).toBe(
      '10⁸ and CO₂ at α.\n\n潮(しお)\n\nSpeed is $\\frac{s}{t}$.\n\nSaid.',
    );
  });

  it('has notes and text boxes apart, behind the paragraph that they belong to', async () => {
    const note = (kind: string, mark: string, text: string) =>
      `<text:note text:note-class="${kind}"><text:note-citation>${mark}</text:note-citation><text:note-body>${p(text)}</text:note-body></text:note>`;
    const body = p(
      `Built in 1846${note('footnote', '7', 'By Lefèvre.')}, sold${note('endnote', 'i', 'To Brest.')}.<draw:frame><draw:text-box>${p('A box.')}</draw:text-box></draw:frame>`,
    );
    expect(await textOf(body)).toBe('Built in 1846 [7], sold[i].\n\n[7] By Lefèvre.\n\n[i] To Brest.\n\nA box.');
  });

  it('has tables with heads and merged cells', async () => {
    const cell = (content: string, more = '') => `<table:table-cell ${more}>${content}</table:table-cell>`;
    const row = (cells: string) => `<table:table-row>${cells}</table:table-row>`;
    const body =
      `<table:table><table:table-column table:number-columns-repeated="3"/><table:table-header-rows>${row(`${cell(p('Port')) + cell(p('Range'), 'table:number-columns-spanned="2"')}<table:covered-table-cell/>`)}</table:table-header-rows>` +
      row(cell(p('Brest'), 'table:number-rows-spanned="2"') + cell(p('spring')) + cell(p('6 m'))) +
      row(
        `<table:covered-table-cell/>${cell(p('neap'))}${cell('<text:list><text:list-item><text:p>3 m</text:p></text:list-item></text:list>')}</table:table-row><table:table-row>${cell('', 'table:number-columns-repeated="2"')}${cell(p('x'))}`,
      ) +
      '</table:table>';
    expect(await textOf(body)).toBe(
      '| Port | Range | Range |\n| --- | --- | --- |\n| Brest | spring | 6 m |\n| Brest | neap | - 3 m |\n| | | x |',
    );
  });

  it('has pages where its author broke them, and where it was last laid out', async () => {
    const body = `${p('One.')}${p('Two.', 'P1')}<text:soft-page-break/>${p('Three<text:soft-page-break/> and four.')}`;
    expect(await pagesOf(await makeOdt(body))).toEqual(['One.', 'Two.', 'Three', 'and four.']);
  });

  it('has charts as tables, and leaves out what is damaged', async () => {
    const cell = (text: string) => `<table:table-cell>${p(text)}</table:table-cell>`;
    const chart = part(
      'office:document-content',
      `<office:body><office:chart><chart:chart><chart:title>${p('Tides')}</chart:title><chart:plot-area><chart:axis><chart:title>${p('m')}</chart:title></chart:axis></chart:plot-area><table:table><table:table-header-rows><table:table-row>${cell('')}${cell('Range')}</table:table-row></table:table-header-rows><table:table-row>${cell('Brest')}${cell('6')}</table:table-row></table:table></chart:chart></office:chart></office:body>`,
    );
    const body = p('Look:<draw:object xlink:href="./Chart"/><draw:object xlink:href="./Bad"/>');
    expect(await textOf(body, { 'Chart/content.xml': chart, 'Bad/content.xml': '<math' })).toBe(
      'Look:\n\nChart: Tides\n\n| | Range |\n| --- | --- |\n| Brest | 6 |',
    );
  });

  it.each([
    [
      'Encrypted',
      {
        'META-INF/manifest.xml': part(
          'manifest:manifest',
          '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
        ),
      },
    ],
    ['Corrupt', { 'content.xml': '<office:document-content><office:body>' }],
    ['TooComplex', { 'content.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }],
    ['Empty', {}],
    ['Unsupported', { mimetype: 'application/vnd.oasis.opendocument.graphics' }],
  ])('is refused as %s', async (type, others) => {
    await expect(reader.probe(await makeOdt('', others))).rejects.toMatchObject({ name: 'Failure', type });
  });

  it('is known without a type of its own', async () => {
    const { mimetype: _, ...parts } = openDocumentParts('text', p('Tides.'));
    expect(await reader.probe(await makeZip(parts))).toEqual({ format: 'odt', pageCount: 1 });
  });
});

it('an OpenDocument presentation has a page for each slide: title, text, tables, then the notes', async () => {
  const list = '<text:list text:style-name="L2"><text:list-item><text:p>Springs</text:p></text:list-item></text:list>';
  const slides =
    '<presentation:footer-decl>The footer</presentation:footer-decl>' +
    `<draw:page draw:name="page1">${frame(list, 'outline')}<draw:g><draw:custom-shape>${p('A shape')}</draw:custom-shape></draw:g>` +
    `${frame(p('Tides'), 'title')}${frame(p('7'), 'page-number')}<draw:frame presentation:placeholder="true"><draw:text-box>${p('Click here')}</draw:text-box></draw:frame>` +
    `<presentation:notes><draw:page-thumbnail/>${frame(p('Speak slowly.'), 'notes')}</presentation:notes></draw:page>` +
    `<draw:page><draw:frame><table:table><table:table-row><table:table-cell>${p('Port')}</table:table-cell><table:table-cell>${p('Range')}</table:table-cell></table:table-row><table:table-row><table:table-cell>${p('Brest')}</table:table-cell><table:table-cell>${p('6 m')}</table:table-cell></table:table-row></table:table></draw:frame></draw:page>` +
    '<draw:page/>';
  const file = await makeOdp(slides);
  expect(await reader.probe(file)).toEqual({ format: 'odp', pageCount: 3 });
  expect(await pagesOf(file)).toEqual([
    '# Tides\n\n- Springs\n\nA shape\n\nSpeaker notes:\n\nSpeak slowly.',
    '| Port | Range |\n| --- | --- |\n| Brest | 6 m |',
    '',
  ]);
});
