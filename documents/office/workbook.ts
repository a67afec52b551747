import { Failure } from '../../domain/runs/failures.js';
import { createNumberFormat, type NumberFormat } from '../sheets/number-format.js';
import { type Script, writeScript } from '../signs/scripts.js';
import { scriptOf } from './styles.js';
import { attribute, isOn, readXml, type XmlHandler } from './xml.js';

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  name: string;
  /** Of the reference to its part. */
  id: string;
  isHidden: boolean;
}

/** Formats by the numbers that files use for them without a code; days as ISO 8601 has them where a reader's system decides. */
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [11, '0.00E+00'],
  [12, '# ?/?'],
  [13, '# ??/??'],
  [14, 'yyyy-mm-dd'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [18, 'h:mm AM/PM'],
  [19, 'h:mm:ss AM/PM'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'yyyy-mm-dd h:mm'],
  [37, '#,##0;(#,##0)'],
  [38, '#,##0;(#,##0)'],
  [39, '#,##0.00;(#,##0.00)'],
  [40, '#,##0.00;(#,##0.00)'],
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mm:ss.0'],
  [48, '##0.0E+0'],
]);
/** Days in the calendars of East Asia. */
const isEastAsianDay = (id: number): boolean => (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Characters of all strings of a workbook. */
const MAX_STRINGS = 30_000_000;
/** Styles of cells; a program allows 65,490. */
const MAX_STYLES = 70_000;

/** The sheets in their order, and whether days are counted from 1904. */
export async function readWorkbook(
  source: AsyncIterable<Uint8Array>,
): Promise<{ sheets: SheetEntry[]; is1904: boolean }> {
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  await readXml(source, {
    open(name, attributes) {
      // An extension has an element of the same name.
      if (name === 'workbookPr' && attributes.date1904 !== undefined) is1904 = isOn({ val: attributes.date1904 });
      if (name !== 'sheet') return;
      // A sheet has an id of its own, too; the one with a prefix refers to its part.
      const key = Object.keys(attributes).find((each) => each.endsWith(':id')) ?? '';
      const isHidden = /^(?:hidden|veryHidden)$/.test(attributes.state ?? '');
      sheets.push({ name: attributes.name ?? '', id: attributes[key] ?? '', isHidden });
    },
  });
  return { sheets, is1904 };
}

/** The strings that cells refer to by number. */
export async function readStrings(source: AsyncIterable<Uint8Array>): Promise<string[]> {
  const strings: string[] = [];
  let characters = 0;
  const reader = createStringReader('si', (text) => {
    characters += text.length;
    if (characters > MAX_STRINGS) throw new Failure('TooMuchText');
    strings.push(text);
  });
  await readXml(source, reader);
  return strings;
}

/** Takes the rich texts of an element: runs of one setting each, raised and lowered ones by their signs; no phonetic hints. */
export function createStringReader(element: string, onText: (text: string) => void): XmlHandler {
  let text = '';
  let script: Script | undefined;
  let isText = false;
  let phonetic = 0;
  return {
    open(name, attributes) {
      if (name === element) text = '';
      else if (name === 'rPh') phonetic += 1;
      else if (name === 'r') script = undefined;
      else if (name === 'vertAlign') {
        const found = scriptOf(attributes);
        script = found === 'none' ? undefined : found;
      } else if (name === 't') isText = phonetic === 0;
    },
    text(piece) {
      if (isText) text += script === undefined ? piece : writeScript(piece, script, text);
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === element) {
        onText(unescaped(text));
        script = undefined;
      }
    },
  };
}

/** Characters that XML does not take are written by their codes. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([\da-f]{4})_/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** How numbers are shown in cells of a style, by the style's number; undefined for those without a format. */
export async function readCellFormats(
  source: AsyncIterable<Uint8Array>,
  is1904: boolean,
): Promise<(style: number) => NumberFormat | undefined> {
  const codes = new Map<number, string>(BUILT_IN);
  const styles: number[] = [];
  let inCells = false;
  // Conditions have formats of their own with the same numbers.
  let inFormats = false;
  await readXml(source, {
    open(name, attributes) {
      if (name === 'numFmts') inFormats = true;
      else if (name === 'numFmt' && inFormats)
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells && styles.length < MAX_STYLES)
        styles.push(Number(attribute(attributes, 'numFmtId')) || 0);
    },
    close(name) {
      if (name === 'numFmts') inFormats = false;
      else if (name === 'cellXfs') inCells = false;
    },
  });
  const formats = new Map<number, NumberFormat>();
  return (style) => {
    const id = styles[style] ?? 0;
    const code = codes.get(id) ?? (isEastAsianDay(id) ? 'yyyy-mm-dd' : undefined);
    if (code === undefined) return undefined;
    const format = formats.get(id) ?? createNumberFormat(code, is1904);
    formats.set(id, format);
    return format;
  };
}
