import { type Attributes, attribute, type XmlHandler } from '../office/xml.js';
import { createStyles } from '../open-document/styles.js';
import { type Script, writeScript } from '../signs/scripts.js';
import { type MergedCells, mergeCells } from './merged-cells.js';
import { createSheetRows, type SheetRows, sheetBudget } from './sheet-rows.js';

/** A sheet of an OpenDocument spreadsheet. */
export interface OdsSheet extends SheetRows {
  name: string;
  isHidden: boolean;
  isParted: (row: number) => boolean;
  comments: string[];
}

/** Repeated cells and rows fill a sheet up to its end; those with text are few. */
const MAX_REPEATED = { columns: 256, rows: 1_000 };
const MAX_COMMENTS = 500;
const MAX_COMMENT = 1_000;

interface OpenSheet {
  name: string;
  isHidden: boolean;
  rows: ReturnType<typeof createSheetRows>;
  merged: MergedCells[];
  comments: string[];
}

/** Reads `content.xml` of a spreadsheet: the text of its cells as they show it. */
export function createOdsReader(): XmlHandler & { end(): OdsSheet[] } {
  const budget = sheetBudget();
  const hiddenStyles = new Set<string>();
  const { handler: styleHandler, styles } = createStyles();
  const sheets: OpenSheet[] = [];
  let style = '';
  let sheet: OpenSheet | undefined;
  let row: string[] = [];
  let rowRepeats = 1;
  let cellRepeats = 1;
  let text: string | undefined;
  /** What a cell has that another one covers is not seen. */
  let isCovered = false;
  let note: string | undefined;
  /** Within what is no text of the cell: drawings. */
  let skipping = 0;

  /** How the text of each span that is open stands against its line. */
  const spans: (Script | undefined)[] = [];
  /** Text since the last tag. */
  let pending = '';

  const write = (piece: string) => {
    if (note !== undefined) note += piece;
    else if (text !== undefined) text += piece;
  };
  const writePending = () => {
    const script = spans.at(-1);
    const piece = pending;
    pending = '';
    if (piece !== '') write(script === undefined ? piece : writeScript(piece, script, note ?? text ?? ''));
  };
  const openSpan = (attributes: Attributes) => {
    const { script = spans.at(-1) } = styles.text(attribute(attributes, 'style-name'));
    spans.push(script === 'none' ? undefined : script);
  };
  const openCell = (attributes: Attributes) => {
    cellRepeats = repeats(attributes, 'number-columns-repeated', MAX_REPEATED.columns);
    text = '';
    const columns = Number(attribute(attributes, 'number-columns-spanned')) || 1;
    const rows = Number(attribute(attributes, 'number-rows-spanned')) || 1;
    if (sheet && (columns > 1 || rows > 1)) {
      const [top, left] = [sheet.rows.rows.length, row.length];
      sheet.merged.push({ rows: [top, top + rows - 1], columns: [left, left + columns - 1] });
    }
  };
  const endCell = () => {
    const shown = isCovered ? '' : (text ?? '').trim();
    for (let count = 0; count < cellRepeats; count += 1) row.push(shown);
    text = undefined;
  };
  const endRow = () => {
    const isBlank = row.every((cell) => cell === '');
    for (let count = 0; count < (isBlank ? 1 : rowRepeats); count += 1) sheet?.rows.add(row);
  };
  const openText = (name: string, attributes: Attributes) => {
    if (name === 'p' && (note ?? text) !== '') write('\n');
    else if (name === 's') write(' '.repeat(Math.min(Number(attribute(attributes, 'c')) || 1, 100)));
    else if (name === 'tab' || name === 'line-break') write(' ');
    else if (name === 'span') openSpan(attributes);
    else if (name === 'annotation') note = '';
    else if (name === 'frame' || name === 'shapes') skipping = 1;
  };

  return {
    open(name, attributes) {
      writePending();
      styleHandler.open(name, attributes);
      if (skipping > 0) skipping += 1;
      else if (name === 'style') style = attribute(attributes, 'name') ?? '';
      else if (name === 'table-properties' && attribute(attributes, 'display') === 'false') hiddenStyles.add(style);
      else if (name === 'table' && !sheet) {
        const isHidden = hiddenStyles.has(attribute(attributes, 'style-name') ?? '');
        const rows = createSheetRows(isHidden ? { characters: 0 } : budget);
        sheet = { name: attribute(attributes, 'name') ?? '', isHidden, rows, merged: [], comments: [] };
        sheets.push(sheet);
      } else if (name === 'table-row') {
        row = [];
        rowRepeats = repeats(attributes, 'number-rows-repeated', MAX_REPEATED.rows);
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        isCovered = name !== 'table-cell';
        openCell(attributes);
      } else openText(name, attributes);
    },
    text(piece) {
      if (skipping === 0) pending += piece;
    },
    close(name) {
      writePending();
      styleHandler.close(name);
      if (skipping > 0) {
        skipping -= 1;
        return;
      }
      if (name === 'table-cell' || name === 'covered-table-cell') endCell();
      else if (name === 'table-row') endRow();
      else if (name === 'span') spans.pop();
      else if (name === 'table') sheet = undefined;
      else if (name === 'annotation' && note !== undefined) {
        const line = note.replace(/\s+/g, ' ').trim().slice(0, MAX_COMMENT);
        if (sheet && line !== '' && sheet.comments.length < MAX_COMMENTS) sheet.comments.push(`[Comment: ${line}]`);
        note = undefined;
      }
    },
    end: () =>
      sheets.map(({ name, isHidden, rows, merged, comments }) => {
        const isParted = mergeCells(rows.rows, [...rows.rows.keys()], merged);
        return { name, isHidden, rows: rows.rows, leftOut: rows.leftOut, isParted, comments };
      }),
  };
}

const repeats = (attributes: Attributes, name: string, most: number): number =>
  Math.min(Math.max(Number(attribute(attributes, name)) || 1, 1), most);
