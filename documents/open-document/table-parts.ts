import { type Attributes, attribute } from '../office/xml.js';
import type { TextWriter } from '../plain-text/text-writer.js';

/** Takes the elements of tables; each method tells whether one was an element of these. */
export interface TableParts {
  open(name: string, attributes: Attributes): boolean;
  close(name: string): boolean;
}

/** Columns that a cell stands for where it is repeated; no page has a wider table. */
const MAX_REPEATED = 64;

/** Writes tables, with the heads that the document marks. */
export function createTableParts(writer: TextWriter): TableParts {
  let heads = 0;
  let repeated = 0;
  return {
    open(name, attributes) {
      const count = (key: string) => Number.parseInt(attribute(attributes, key) ?? '', 10) || 1;
      if (name === 'table') writer.openTable();
      else if (name === 'table-header-rows') heads += 1;
      else if (name === 'table-row') writer.openRow();
      else if (name === 'table-cell') {
        writer.openCell();
        writer.placeCell({ columns: count('number-columns-spanned'), rows: count('number-rows-spanned') });
        repeated = Math.min(count('number-columns-repeated'), MAX_REPEATED);
      } else return false;
      return true;
    },
    close(name) {
      if (name === 'table') writer.closeTable();
      else if (name === 'table-header-rows') heads -= 1;
      else if (name === 'table-row') {
        if (heads > 0) writer.markHead();
        writer.closeRow();
      } else if (name === 'table-cell') {
        writer.closeCell();
        for (; repeated > 1; repeated -= 1) {
          writer.openCell();
          writer.closeCell();
        }
      } else return false;
      return true;
    },
  };
}
