import { isRecord } from '../../lib/is-record.js';

/** A cell of a notebook, of any version of the format. */
export interface NotebookCell {
  kind: 'markdown' | 'code' | 'other';
  source: string;
  /** Of code, where the cell names its own. */
  language: string | undefined;
  /** Of Markdown, what is attached to it: base64 by name. */
  attachments: ReadonlyMap<string, string>;
  outputs: readonly CellOutput[];
}

/** What a cell gave when it ran. */
export type CellOutput = { console: string } | { data: ReadonlyMap<string, string> };

/** A notebook as it is read. */
export interface Notebook {
  /** Of its code. */
  language: string;
  cells: NotebookCell[];
}

/** Types of pictures that come as base64. */
export const BITMAP = /^image\/(?!svg)/;

type Json = { [key: string]: unknown };

/** Keys of outputs in the third version of the format, by media types of the fourth. */
const OLD_TYPES: ReadonlyMap<string, string> = new Map([
  ['text', 'text/plain'],
  ['html', 'text/html'],
  ['latex', 'text/latex'],
  ['png', 'image/png'],
  ['jpeg', 'image/jpeg'],
  ['svg', 'image/svg+xml'],
]);

/** The cells of a parsed file; undefined where it is no notebook. */
export function notebookOf(file: unknown): Notebook | undefined {
  if (!isRecord(file)) return undefined;
  // The third version has sheets of cells.
  const sheets = Array.isArray(file.worksheets) ? file.worksheets.filter(isRecord) : [file];
  const cells = sheets.flatMap((sheet) => (Array.isArray(sheet.cells) ? sheet.cells : []));
  if (cells.length === 0 && typeof file.nbformat !== 'number') return undefined;
  return { language: languageOf(objectAt(file, 'metadata')), cells: cells.filter(isRecord).map(toCell) };
}

function languageOf(metadata: Json): string {
  const named = objectAt(metadata, 'language_info').name ?? objectAt(metadata, 'kernelspec').language;
  const kernel = objectAt(metadata, 'kernelspec').name ?? '';
  return wordOf(named) || (/^[a-z]+/i.exec(String(kernel))?.[0] ?? '');
}

function toCell(cell: Json): NotebookCell {
  const type = cell.cell_type;
  const source = textOf(cell.source ?? cell.input);
  if (type === 'code') {
    const outputs = Array.isArray(cell.outputs) ? cell.outputs.filter(isRecord).map(toOutput) : [];
    return { ...TEXT, kind: 'code', source, language: wordOf(cell.language) || undefined, outputs };
  }
  if (type === 'heading') {
    const level = Math.min(Math.max(Number(cell.level) || 1, 1), 6);
    return { ...TEXT, kind: 'markdown', source: `${'#'.repeat(level)} ${source}` };
  }
  const attachments = attachmentsOf(objectAt(cell, 'attachments'));
  return { ...TEXT, kind: type === 'markdown' ? 'markdown' : 'other', source, attachments };
}

const TEXT = { language: undefined, attachments: new Map<string, string>(), outputs: [] };

/** The picture of each attachment, which may come in several forms. */
function attachmentsOf(attachments: Json): Map<string, string> {
  const pictures = Object.keys(attachments).map((name): [string, string] => {
    const forms = objectAt(attachments, name);
    return [name, textOf(forms[Object.keys(forms).find((type) => BITMAP.test(type)) ?? ''])];
  });
  return new Map(pictures.filter(([, data]) => data !== ''));
}

function toOutput(output: Json): CellOutput {
  if (output.output_type === 'stream') return { console: textOf(output.text) };
  if (output.output_type === 'error' || output.output_type === 'pyerr') {
    const trace = Array.isArray(output.traceback) ? output.traceback.map(textOf).join('\n') : '';
    return { console: trace.trim() === '' ? `${textOf(output.ename)}: ${textOf(output.evalue)}` : trace };
  }
  const data = new Map<string, string>();
  for (const [key, value] of Object.entries(isRecord(output.data) ? output.data : output)) {
    const type = OLD_TYPES.get(key) ?? key;
    if (type.includes('/')) data.set(type, textOf(value));
  }
  return { data };
}

/** Texts are strings, or lists of their lines, with their breaks but in the oldest notebooks. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  const lines = value.filter((line) => typeof line === 'string');
  return lines.join(lines.some((line) => line.endsWith('\n')) ? '' : '\n');
}

const wordOf = (value: unknown): string =>
  typeof value === 'string' ? (/^[\w+#.-]{1,30}$/.exec(value)?.[0] ?? '') : '';

const objectAt = (object: Json, key: string): Json => {
  const value = object[key];
  return isRecord(value) ? value : {};
};
