import { afterAll, describe, expect, it } from '@jest/globals';
import { createDocumentReader } from '../../documents/index.js';
import {
  docxParts,
  makeDocx,
  makePptx,
  makeZip,
  para,
  pptxParts,
  rels,
  run,
  shape,
  text,
  xml,
} from './office-files.js';
import { readAll, readResults } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const pagesOf = async (file: Uint8Array) => {
  const { pageCount } = await reader.probe(file);
  const pages = await readAll(
    reader,
    file,
    Array.from({ length: pageCount }, (_, i) => i + 1),
  );
  return pages.map((page) => page.text);
};
const onlyPage = async (body: string, others = {}) => {
  const pages = await pagesOf(await makeDocx(body, others));
  expect(pages).toHaveLength(1);
  return pages[0];
};
const item = (text: string, listId: number, level = 0) =>
  para(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${listId}"/></w:numPr>`);
const style = (id: string) => `<w:pStyle w:val="${id}"/>`;
const cell = (...paragraphs: string[]) => `<w:tc><w:tcPr/>${paragraphs.join('')}</w:tc>`;

describe('a Word document', () => {
  it('keeps headings by their style, whatever it is called or inherits, and by outline level', async () => {
    const body =
      para('The sea', style('Titel')) +
      para('Tides', style('berschrift1')) +
      para('Twice a day.') +
      para('Springs', style('Mine')) +
      para('Neaps', '<w:outlineLvl w:val="2"/>') +
      para('Text', '<w:outlineLvl w:val="9"/>');
    expect(await onlyPage(body)).toBe('# The sea\n\n# Tides\n\nTwice a day.\n\n## Springs\n\n### Neaps\n\nText');
  });

  it('counts numbered lists as Word does, over interruptions and restarts', async () => {
    const body =
      item('First', 1) +
      item('Inner', 1, 1) +
      item('Inner again', 1, 1) +
      para('Between.') +
      item('Second', 1) +
      item('Inner anew', 1, 1) +
      item('Anew', 3) +
      item('Dot', 2) +
      para('Three', `${style('berschrift1')}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`);
    expect(await onlyPage(body)).toBe(
      '1. First\n  1.a) Inner\n  1.b) Inner again\n\nBetween.\n\n2. Second\n  2.a) Inner anew\n1. Anew\n- Dot\n\n# 2. Three',
    );
  });

  it('writes tables row by row, and the cells of a table that is only layout one after another', async () => {
    const row = (...cells: string[]) => `<w:tr>${cells.map((each) => cell(para(each))).join('')}</w:tr>`;
    const layout = `<w:tr>${cell(para('Left', style('berschrift1')), para('One.'))}${cell(para('Two.'))}</w:tr>`;
    const body = `${para('Before.')}<w:tbl>${row('Port', 'Range')}${row('Brest', '6 m')}${row('', '')}</w:tbl><w:tbl>${layout}</w:tbl>${para('After.')}`;
    expect(await onlyPage(body)).toBe(
      'Before.\n\n| Port | Range |\n| --- | --- |\n| Brest | 6 m |\n\n# Left\n\nOne.\n\nTwo.\n\nAfter.',
    );
  });

  it('puts notes after the paragraph or table that refers to them, and text boxes after theirs', async () => {
    const note = '<w:r><w:footnoteReference w:id="4"/></w:r>';
    const box = `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${para('In the box', style('berschrift2'))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${para('In the box')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const body =
      `<w:p>${run('High water')}${note}${run(' came.')}</w:p><w:p>${run('Beside ')}${box}${run('the box.')}</w:p>` +
      `<w:tbl><w:tr>${cell(`<w:p>${run('a')}${note}</w:p>`)}${cell(para('b'))}</w:tr><w:tr>${cell(para('c'))}${cell(para('d'))}</w:tr></w:tbl>`;
    expect(await onlyPage(body)).toBe(
      'High water[1] came.\n\n[1] Seen from the pier.\n\nBeside the box.\n\n## In the box\n\n| a[2] | b |\n| --- | --- |\n| c | d |\n\n[2] Seen from the pier.',
    );
  });

  it('leaves out deleted and hidden text, field codes and the old settings of changed paragraphs', async () => {
    const body =
      `<w:p><w:pPr><w:pPrChange><w:pPr>${style('berschrift1')}</w:pPr></w:pPrChange></w:pPr>${run('Kept')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>` +
      `<w:moveFrom>${run('moved')}</w:moveFrom><w:ins>${run(' and new')}</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`;
    expect(await onlyPage(body)).toBe('Kept and new');
  });

  it('has the pages that its author and Word broke, and long ones are cut between paragraphs', async () => {
    const brk = '<w:r><w:br w:type="page"/></w:r>';
    const rendered = '<w:r><w:lastRenderedPageBreak/></w:r>';
    const long = Array.from({ length: 6 }, (_, i) => `Paragraph ${i} ${'sea '.repeat(200)}`.trim());
    const body =
      `<w:p>${run('One')}${brk}</w:p><w:p>${rendered}${run('Two')}${rendered}${run('Three')}</w:p>` +
      para('Four', '<w:pageBreakBefore/>') +
      `<w:tbl><w:tr>${cell(para('a'))}${cell(`<w:p>${rendered}${run('b')}</w:p>`)}</w:tr></w:tbl><w:p>${brk}</w:p>${long.map((each) => para(each)).join('')}`;
    const pages = await pagesOf(await makeDocx(body));
    expect(pages.slice(0, 5)).toEqual(['One', 'Two', 'Three', 'Four', '| a | b |']);
    expect(pages.slice(5)).toEqual([long.slice(0, 3).join('\n\n'), long.slice(3).join('\n\n')]);
  });

  it('is read from parts with other prefixes, in UTF-16, in another folder, and without styles or lists', async () => {
    const document = `<?xml version="1.0"?><ns0:document xmlns:ns0="w"><ns0:body><ns0:p><ns0:r><ns0:t>Ångström &amp; Öre</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>`;
    const { '[Content_Types].xml': types = '' } = docxParts('');
    const file = await makeZip({
      'content/text.xml': Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from(document, 'utf16le')]),
      '_rels/.rels': rels(['officeDocument', '/content/text.xml']),
      '[content_types].XML': types,
    });
    expect(await reader.probe(file)).toEqual({ format: 'docx', pageCount: 1 });
    expect(await pagesOf(file)).toEqual(['Ångström & Öre']);
  });

  it('without text is empty, cut off or bent is corrupt, and of another kind is unsupported', async () => {
    const file = await makeDocx(para('The tide comes in twice a day. '.repeat(500)));
    const bent = Buffer.from(file);
    const at = bent.indexOf('word/document.xml') + 60;
    bent.writeUInt8(bent.readUInt8(at) ^ 0x55, at);
    await expect(reader.probe(await makeDocx(para(' ')))).rejects.toMatchObject({ type: 'Empty' });
    await expect(reader.probe(file.subarray(0, file.length - 200))).rejects.toMatchObject({ type: 'Corrupt' });
    await expect(reader.probe(bent)).rejects.toMatchObject({ type: 'Corrupt' });
    await expect(reader.probe(await makeDocx(`<w:p>${run('x')}`))).rejects.toMatchObject({ type: 'Corrupt' });
    await expect(reader.probe(await makeZip({ 'a.txt': 'words' }))).rejects.toMatchObject({ type: 'Unsupported' });
  });

  it('is refused as encrypted in a compound file, where an old document is unsupported, and in a zip file', async () => {
    const compound = (name: string) => {
      const file = Buffer.alloc(2_048);
      file.write('d0cf11e0a1b11ae1', 'hex');
      file.write(name, 1_024 + 128, 'utf16le');
      return file;
    };
    await expect(reader.probe(compound('EncryptedPackage'))).rejects.toMatchObject({ type: 'Encrypted' });
    await expect(reader.probe(compound('WordDocument'))).rejects.toMatchObject({ type: 'Unsupported' });
    const zip = await makeDocx(para('secret'));
    for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) zip[at + 8] = 1;
    await expect(reader.probe(zip)).rejects.toMatchObject({ type: 'Encrypted' });
  });
});

describe('a PowerPoint file', () => {
  const table =
    '<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Port</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>Range</a:t></a:r></a:p></a:txBody></a:tc></a:tr>' +
    '<a:tr><a:tc><a:txBody><a:p><a:r><a:t>Brest</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>6 m</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>';

  it('has a page for each slide in the order of the show: title, text, tables, notes', async () => {
    const repeated = shape('<p:ph type="ftr"/>', [text('Confidential')]) + shape('<p:ph type="sldNum"/>', [text('2')]);
    const file = await makePptx([
      { title: 'Tides', body: ['Twice a day', '\tSprings', 'By the moon'], notes: 'Ask them why.' },
      { title: 'Ports', shapes: table + repeated + shape('', [`${text('Data of')}<a:br/>${text('1990')}`]) },
      {},
    ]);
    expect(await reader.probe(file)).toEqual({ format: 'pptx', pageCount: 3 });
    expect(await readAll(reader, file, [1, 2, 3])).toEqual([
      {
        pageNo: 1,
        method: 'text',
        confidence: null,
        language: 'en',
        text: '# Tides\n\n- Twice a day\n  - Springs\n- By the moon\n\nSpeaker notes:\n\nAsk them why.',
      },
      {
        pageNo: 2,
        method: 'text',
        confidence: null,
        language: 'en',
        text: '# Ports\n\n| Port | Range |\n| --- | --- |\n| Brest | 6 m |\n\nData of\n1990',
      },
      { pageNo: 3, method: 'blank', confidence: null, text: '' },
    ]);
  });

  it('keeps the text of diagrams', async () => {
    const diagram = xml(
      'dgm:dataModel',
      '<dgm:pt><dgm:t><a:p><a:r><a:t>Ebb</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>Flood</a:t></a:r></a:p></dgm:t></dgm:pt>',
    );
    const file = await makePptx([{ title: 'Cycle' }], {
      'ppt/slides/_rels/slide1.xml.rels': rels(['diagramData', '../diagrams/data1.xml']),
      'ppt/diagrams/data1.xml': diagram,
    });
    expect(await pagesOf(file)).toEqual(['# Cycle\n\n- Ebb\n- Flood']);
  });

  it('with a broken slide tells that page, and reads the others', async () => {
    const slides = [{ title: 'One' }, { raw: '<p:sld><p:cSld>' }, { title: 'Three' }, { title: 'Four' }];
    const { 'ppt/slides/slide1.xml': _missing, ...parts } = pptxParts(slides);
    const results = await readResults(reader, await makeZip(parts), [1, 2, 3, 4]);
    expect(results).toMatchObject([
      { pageNo: 1, text: '# One' },
      { pageNo: 2, failure: 'Corrupt' },
      { pageNo: 3, text: '# Three' },
      { pageNo: 4, failure: 'Corrupt' },
    ]);
  });

  it('without slides or without any text is empty', async () => {
    await expect(reader.probe(await makePptx([]))).rejects.toMatchObject({ type: 'Empty' });
    await expect(reader.probe(await makePptx([{}, {}]))).rejects.toMatchObject({ type: 'Empty' });
  });
});
