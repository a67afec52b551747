import { column, type Drawn, drawPdf, PAGE } from '../../tests/documents/draw.js';
import { makeDocx, makePptx, makeZip, para } from '../../tests/documents/office-files.js';
import { type BenchFile, LANGUAGES, type Language } from './bench-file.js';
import { sentencesOf, setInLines } from './passages.js';

/** Fonts of every PDF reader have the letters of these. */
const LATIN = ['en', 'de', 'fr', 'es', 'it', 'pt'] as const satisfies Language[];
const SENTENCES = 8;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const each = (
  languages: readonly Language[],
  make: (language: Language, lines: string[]) => Omit<BenchFile, 'language'>,
) => languages.map((language) => ({ ...make(language, sentencesOf(language, SENTENCES)), language }));

/** Files whose text stands in them as text. */
export function textFiles(): BenchFile[] {
  return [
    ...office(),
    ...web(),
    ...pdfs(),
    ...books(),
    ...openDocuments(),
    ...notebooks(),
    ...tables(),
    ...subtitles(),
  ];
}

const office = (): BenchFile[] => [
  ...each(LANGUAGES, (_, lines) => ({
    kind: 'DOCX',
    by: 'text',
    lines,
    make: () => makeDocx(lines.map((line) => para(escaped(line))).join('')),
  })),
  ...each(['en', 'tr', 'ru', 'hi'], (_, lines) => ({
    kind: 'PPTX',
    by: 'text',
    lines,
    make: () =>
      makePptx([
        { title: escaped(lines[0] ?? ''), body: lines.slice(1, 4).map(escaped) },
        { title: escaped(lines[4] ?? ''), body: lines.slice(5).map(escaped) },
      ]),
  })),
];

const web = (): BenchFile[] => [
  ...each(['en', 'de', 'ar', 'zh', 'ja'], (language, lines) => ({
    kind: 'HTML',
    by: 'text',
    lines,
    absent: ['Home'],
    make: async () =>
      Buffer.from(
        `<!DOCTYPE html><html lang="${language}"><meta charset="utf-8"><nav>Home</nav><main>${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}</main></html>`,
      ),
  })),
  ...each(['en', 'it', 'ru', 'zh'], (_, lines) => ({
    kind: 'Markdown',
    by: 'text',
    lines,
    make: async () =>
      Buffer.from(
        `# ${lines[0]}\n\n${lines.slice(1, 5).join('\n\n')}\n\n${lines
          .slice(5)
          .map((line) => `- ${line}`)
          .join('\n')}\n`,
      ),
  })),
  ...each(['en', 'tr', 'ja'], (language, lines) => ({
    kind: 'Plain text',
    by: 'text',
    lines,
    make: async () => {
      const text = `${lines.join('\n\n')}\n`;
      return language === 'ja' ? Buffer.from(`\uFEFF${text}`, 'utf16le') : Buffer.from(text);
    },
  })),
];

/** As `each`, of sentences that the standard fonts of PDF have the letters for. */
const eachLatin = (
  languages: readonly (typeof LATIN)[number][],
  make: (language: Language, lines: string[]) => Omit<BenchFile, 'language'>,
) =>
  languages.map((language) => {
    const lines = sentencesOf(language, 40).filter((line) => /^[ -~\u00A1-\u00FF–—‘’“”…]*$/.test(line));
    return { ...make(language, lines.slice(0, SENTENCES)), language };
  });

const pdfs = (): BenchFile[] => [
  ...eachLatin(LATIN.slice(0, 4), (language, sentences) => ({
    kind: 'PDF, one column',
    by: 'text',
    lines: setInLines(sentences, 90, language),
    make: () => drawPdf([drawnLines(setInLines(sentences, 90, language), 60)]),
  })),
  ...eachLatin(['en', 'de', 'pt'], (language, sentences) => ({
    kind: 'PDF, two columns',
    by: 'text',
    lines: setInLines(sentences, 45, language),
    make: () => {
      const lines = setInLines(sentences, 45, language);
      const half = Math.ceil(lines.length / 2);
      return drawPdf([[...drawnLines(lines.slice(0, half), 60), ...drawnLines(lines.slice(half), 320)]]);
    },
  })),
  ...eachLatin(['en', 'fr'], (_, sentences) => ({
    kind: 'PDF, set in full lines',
    by: 'text',
    lines: sentences,
    make: async () => drawPdf([await column(sentences.join(' '), 60, PAGE.height - 80, 470)]),
  })),
];

const drawnLines = (lines: readonly string[], x: number): Drawn[] =>
  lines.map((text, at) => ({ text, x, y: PAGE.height - 80 - 14 * at }));

const books = (): BenchFile[] =>
  each(['en', 'fr', 'ja'], (_, lines) => ({
    kind: 'EPUB',
    by: 'text',
    lines,
    make: () => epub([lines.slice(0, 4), lines.slice(4)]),
  }));

/** A book of these chapters; its file lists the last one first, and its spine says the order. */
export function epub(chapters: readonly (readonly string[])[], others: Record<string, Buffer> = {}): Promise<Buffer> {
  const page = (lines: readonly string[]) =>
    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${lines.map((line) => (line.startsWith('<') ? line : `<p>${escaped(line)}</p>`)).join('')}</body></html>`;
  const names = chapters.map((_, at) => `c${at + 1}`);
  const items = names.map((name) => `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`);
  return makeZip(
    {
      mimetype: 'application/epub+zip',
      'META-INF/container.xml':
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
      'OEBPS/content.opf': `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">bench</dc:identifier><dc:title>Bench</dc:title><dc:language>en</dc:language></metadata><manifest>${items.toReversed().join('')}</manifest><spine>${names.map((name) => `<itemref idref="${name}"/>`).join('')}</spine></package>`,
      ...Object.fromEntries(chapters.map((lines, at) => [`OEBPS/c${at + 1}.xhtml`, page(lines)] as const).toReversed()),
      ...others,
    },
    { compress: false },
  );
}

const OASIS =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"';

/** An OpenDocument file of this kind and body. */
const openDocument = (kind: 'text' | 'presentation', body: string): Promise<Buffer> => {
  const type = `application/vnd.oasis.opendocument.${kind}`;
  return makeZip(
    {
      mimetype: type,
      'META-INF/manifest.xml': `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
      'content.xml': `<?xml version="1.0"?><office:document-content ${OASIS} office:version="1.3"><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    },
    { compress: false },
  );
};

const openDocuments = (): BenchFile[] => [
  ...each(['en', 'es', 'ru'], (_, lines) => ({
    kind: 'ODT',
    by: 'text',
    lines,
    make: () => openDocument('text', lines.map((line) => `<text:p>${escaped(line)}</text:p>`).join('')),
  })),
  ...each(['de', 'ar'], (_, lines) => ({
    kind: 'ODP',
    by: 'text',
    lines,
    make: () => {
      const slide = (some: string[], name: string) =>
        `<draw:page draw:name="${name}">${some.map((line) => `<draw:frame><draw:text-box><text:p>${escaped(line)}</text:p></draw:text-box></draw:frame>`).join('')}</draw:page>`;
      return openDocument('presentation', slide(lines.slice(0, 4), 'one') + slide(lines.slice(4), 'two'));
    },
  })),
  ...each(['en', 'it', 'zh'], (_, lines) => ({
    kind: 'RTF',
    by: 'text',
    lines,
    make: async () =>
      Buffer.from(
        `{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0 Times;}}${lines.map((line) => `${rtf(line)}\\par`).join('\n')}}`,
      ),
  })),
];

/** Letters beyond ASCII by their numbers, with a question mark for programs that know none. */
const rtf = (text: string): string =>
  text.replace(/[\\{}]/g, '\\$&').replace(/[^\x20-\x7e]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return `\\u${code > 0x7fff ? code - 0x10000 : code}?`;
  });

const notebooks = (): BenchFile[] =>
  each(['en', 'de', 'hi'], (_, lines) => ({
    kind: 'Notebook',
    by: 'text',
    lines,
    absent: ['cell_type', 'python3'],
    make: async () => {
      const cell = (line: string, at: number) =>
        at % 3 === 2
          ? {
              cell_type: 'code',
              execution_count: at,
              metadata: {},
              source: ['print(note)'],
              outputs: [{ output_type: 'stream', name: 'stdout', text: [`${line}\n`] }],
            }
          : { cell_type: 'markdown', metadata: {}, source: [line] };
      const kernel = { kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' } };
      return Buffer.from(
        JSON.stringify({ cells: lines.map(cell), metadata: kernel, nbformat: 4, nbformat_minor: 5 }, null, 1),
      );
    },
  }));

const TOWNS = [
  ['Town', 'Founded', 'People'],
  ['Arnholt', '1204', '18 300'],
  ['Brisk Bay', '1631', '7 450'],
  ['Calder', '1377', '52 010'],
  ['Dunmore', '1822', '3 920'],
] as const;
const TOWN_ROWS = TOWNS.map((cells) => `| ${cells.join(' | ')} |`);
const TOWN_FILE = {
  by: 'text',
  language: 'en',
  lines: TOWNS.map((cells) => cells.join(' ')),
  signs: TOWN_ROWS,
} as const;

const tables = (): BenchFile[] => [
  { ...TOWN_FILE, kind: 'CSV, TSV', make: async () => Buffer.from(TOWNS.map((cells) => cells.join(',')).join('\r\n')) },
  { ...TOWN_FILE, kind: 'CSV, TSV', make: async () => Buffer.from(TOWNS.map((cells) => cells.join(';')).join('\n')) },
  { ...TOWN_FILE, kind: 'CSV, TSV', make: async () => Buffer.from(TOWNS.map((cells) => cells.join('\t')).join('\n')) },
  { ...TOWN_FILE, kind: 'XLSX', make: () => workbook(TOWNS) },
  {
    ...TOWN_FILE,
    kind: 'Tables in documents',
    make: () =>
      makeDocx(
        `<w:tbl>${TOWNS.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${para(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`,
      ),
  },
  {
    ...TOWN_FILE,
    kind: 'Tables in documents',
    make: async () =>
      Buffer.from(
        `<!DOCTYPE html><table>${TOWNS.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}`).join('')}`).join('')}</table>`,
      ),
  },
  {
    ...TOWN_FILE,
    kind: 'Tables in documents',
    make: () =>
      drawPdf([
        TOWNS.flatMap((cells, row) =>
          cells.map((text, at) => ({ text, x: 80 + 140 * at, y: PAGE.height - 100 - 18 * row })),
        ),
      ]),
  },
];

/** A workbook of one sheet with strings in its cells. */
function workbook(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const cell = (text: string, row: number, at: number) =>
    `<c r="${'ABC'[at]}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const data = rows.map(
    (cells, row) => `<row r="${row + 1}">${cells.map((text, at) => cell(text, row, at)).join('')}</row>`,
  );
  return makeZip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="Towns" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${data.join('')}</sheetData></worksheet>`,
  });
}

const subtitles = (): BenchFile[] =>
  each(['en', 'fr', 'tr'], (language, lines) => ({
    kind: 'Subtitles',
    by: 'text',
    lines,
    absent: ['-->'],
    make: async () => {
      const isSrt = language !== 'fr';
      const time = (second: number) => `00:00:${String(second).padStart(2, '0')}${isSrt ? ',' : '.'}000`;
      const cues = lines.map(
        (line, at) => `${isSrt ? `${at + 1}\n` : ''}${time(5 * at)} --> ${time(5 * at + 4)}\n${line}\n`,
      );
      return Buffer.from(`${isSrt ? '' : 'WEBVTT\n\n'}${cues.join('\n')}`);
    },
  }));
