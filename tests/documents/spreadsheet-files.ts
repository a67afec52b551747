import { makeZip, rels } from './office-files.js';

type Parts = Record<string, string | Buffer>;

/** A cell as its XML, or as a text or number, of which the XML is made. */
export type SheetCell = string | number | null | { xml: string };

/** A sheet: rows from the first one on, or the XML of its part. */
export type SheetContent = readonly (readonly SheetCell[])[] | { xml: string };

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export const columnName = (at: number): string =>
  (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function cellXml(cell: SheetCell, name: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${name}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  return cell.xml.replace('<c', `<c r="${name}"`);
}

/** The part of a sheet. @param after what follows the cells, such as `<mergeCells>` */
export const sheetXml = (rows: readonly (readonly SheetCell[])[], after = ''): string =>
  `<worksheet xmlns="${MAIN}"><sheetData>${rows
    .map(
      (row, at) =>
        `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`)).join('')}</row>`,
    )
    .join('')}</sheetData>${after}</worksheet>`;

/** The parts of an Excel file of these sheets by their names, and others instead of or beside the usual ones. */
export function xlsxParts(
  sheets: Readonly<Record<string, SheetContent>>,
  options: {
    strings?: readonly string[];
    formats?: readonly string[];
    hidden?: readonly string[];
    is1904?: boolean;
  } = {},
  others: Parts = {},
): Parts {
  const { strings = [], formats = [], hidden = [], is1904 = false } = options;
  const names = Object.keys(sheets);
  const parts: Parts = {
    '[Content_Types].xml':
      '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    '_rels/.rels': rels(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="r"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map(
        (name, at) =>
          `<sheet name="${name}" sheetId="${at + 7}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${at + 3}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles.xml'],
      ...names.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
    ),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats
      .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(code).replace(/"/g, '&quot;')}"/>`)
      .join(
        '',
      )}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/>${formats
      .map((_, at) => `<xf numFmtId="${164 + at}"/>`)
      .join('')}</cellXfs></styleSheet>`,
  };
  for (const [at, content] of Object.values(sheets).entries())
    parts[`xl/worksheets/sheet${at + 1}.xml`] = 'xml' in content ? content.xml : sheetXml(content);
  return { ...parts, ...others };
}

/** An Excel file. Styles are 0 for none, 1 for a day, 2 for percent, and from 3 on `formats`. */
export const makeXlsx = (...parts: Parameters<typeof xlsxParts>): Promise<Buffer> => makeZip(xlsxParts(...parts));

/** An OpenDocument spreadsheet of these tables, after these styles. */
export const makeOds = (tables: string, styles = '', others: Parts = {}): Promise<Buffer> =>
  makeZip(
    {
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:draw="d"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
      ...others,
    },
    { compress: false },
  );
