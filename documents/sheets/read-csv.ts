import { csvRecords, type Delimiter, delimiterOf } from './csv.js';
import { createSheetRows, sheetBudget } from './sheet-rows.js';
import { sheetText } from './sheet-text.js';

/** Characters by which the delimiter is found. */
const SAMPLE = 4_000;

/** The table of a text whose cells are parted by a delimiter; undefined where the text is no such table. */
export function readCsv(text: string): { text: string; delimiter: Delimiter } | undefined {
  const delimiter = delimiterOf(text.slice(0, SAMPLE), text.length <= SAMPLE);
  if (delimiter === undefined) return undefined;
  const sheet = createSheetRows(sheetBudget());
  for (const record of csvRecords(text, delimiter)) sheet.add(record);
  return { text: sheetText(sheet), delimiter };
}
