import { textOfHtml } from './card-html.js';
import { CARD_LIMITS, isTag, sideFault } from './card-text.js';
import { type SeparatedRow, separatedRows } from './separated-values.js';

/** A line of a file: the card that it is, or why it is none. */
export type ReadLine = { line: number } & ({ card: ReadCard } | { fault: string });

export interface ReadCard {
  /** By which the file knows it; null where it does not say. */
  guid: string | null;
  front: string;
  back: string;
  tags: string[];
}

export const CARD_FORMATS = ['anki', 'csv'] as const;

export type CardFormat = (typeof CARD_FORMATS)[number];

/** Which field of a row is what; the sides are the first two that are nothing else. */
interface Columns {
  separator: string;
  isHtml: boolean;
  guid: number;
  tags: number;
  others: Set<number>;
  /** How many there are at most; what stands behind them is nothing of a card. */
  most: number;
}

/**
 * No field is longer, so that what unpacks it does little work: a text in HTML is longer than what is read of it, six
 * times where every character of it is written as the longest entity of ours.
 */
const MAX_FIELD = 6 * CARD_LIMITS.back;
const MAX_GUID = 100;
const NONE = -1;

/** Front, back and tags. */
const CSV_COLUMNS = 3;

/** Lines of cards that a file may have. */
export const MAX_LINES = 5_000;

/**
 * Reads the cards of a file, line by line: a text as Anki writes it, or CSV with front, back and tags.
 * Lines with nothing are passed over, and those after the 5,000th are one fault.
 */
export function readCards(format: CardFormat, file: string): ReadLine[] {
  const text = file.startsWith('\ufeff') ? file.slice(1) : file;
  const { columns, body, firstLine } = format === 'anki' ? ankiHead(text) : csvHead(text);
  const read: ReadLine[] = [];
  for (const row of separatedRows(body, columns.separator, firstLine)) {
    if (row.fields.every((field) => field.trim() === '')) continue;
    if (read.length === MAX_LINES) {
      read.push({
        line: row.line,
        fault: `A file may have ${MAX_LINES} cards; this line and those after it are left out`,
      });
      break;
    }
    read.push({ line: row.line, ...readRow(row, columns) });
  }
  return read;
}

function readRow({ fields, isUnclosed }: SeparatedRow, columns: Columns): { card: ReadCard } | { fault: string } {
  if (isUnclosed) return { fault: 'A quotation mark is opened and never closed' };
  if (fields.some((field) => field.length > MAX_FIELD)) return { fault: `A field has over ${MAX_FIELD} characters` };
  if (hasMore(fields, columns.most))
    return {
      fault: 'There are more columns than front, back and tags: a text with the separator in it is to be quoted',
    };
  const sides = fields.filter((_, at) => at !== columns.guid && at !== columns.tags && !columns.others.has(at));
  const [front = '', back = ''] = sides.map((side) => (columns.isHtml ? textOfHtml(side) : side).trim());
  const tags = (fields[columns.tags] ?? '').split(/\s+/).filter((tag) => tag !== '');
  const guid = fields[columns.guid]?.trim() || null;
  const fault =
    sideFault('front', front) ??
    sideFault('back', back) ??
    (tags.length > CARD_LIMITS.tags ? `There are over ${CARD_LIMITS.tags} tags` : undefined) ??
    (tags.every(isTag) ? undefined : 'A tag cannot be stored, or is too long') ??
    (guid !== null && !isGuid(guid) ? 'The guid cannot be stored, or is too long' : undefined);
  return fault === undefined ? { card: { guid, front, back, tags: [...new Set(tags)] } } : { fault };
}

const isGuid = (text: string): boolean => text.length <= MAX_GUID && !/[\p{Cc}\p{Cs}]/u.test(text);

const SEPARATORS: Record<string, string> = { tab: '\t', comma: ',', semicolon: ';', colon: ':', pipe: '|', space: ' ' };

/** The lines that begin a file of Anki and say how it is read. */
function ankiHead(text: string): { columns: Columns; body: string; firstLine: number } {
  const columns: Columns = {
    separator: '\t',
    isHtml: false,
    guid: NONE,
    tags: NONE,
    others: new Set(),
    most: Infinity,
  };
  let at = 0;
  let firstLine = 1;
  while (text[at] === '#') {
    const end = text.indexOf('\n', at);
    applyHead(columns, text.slice(at + 1, end < 0 ? text.length : end).trimEnd());
    at = end < 0 ? text.length : end + 1;
    firstLine += 1;
  }
  return { columns, body: text.slice(at), firstLine };
}

function applyHead(columns: Columns, head: string): void {
  const colon = head.indexOf(':');
  const [name, value] = [head.slice(0, colon).trim().toLowerCase(), head.slice(colon + 1)];
  const column = /^[1-9]\d?$/.test(value.trim()) ? Number(value) - 1 : NONE;
  if (name === 'separator') columns.separator = SEPARATORS[value.trim().toLowerCase()] ?? value[0] ?? '\t';
  else if (name === 'html') columns.isHtml = value.trim().toLowerCase() === 'true';
  else if (name === 'guid column') columns.guid = column;
  else if (name === 'tags column') columns.tags = column;
  else if (name === 'deck column' || name === 'notetype column') columns.others.add(column);
}

/** What the two sides are called in the first line of a CSV that has names. */
const NAMES = ['front,back', 'question,answer', 'term,definition'];

/** A first line by which Excel is told what separates cells; a program may have put it in quotation marks. */
const DECLARED = /^"?sep=([\t;|,])"?(?:\r\n|\r|\n|$)/i;

/**
 * CSV by what its first line says or else by comma or semicolon, whichever makes more of the lines cards; with or without
 * a line of names.
 */
function csvHead(text: string): { columns: Columns; body: string; firstLine: number } {
  const [declaration = '', declared] = DECLARED.exec(text) ?? [];
  const rows = text.slice(declaration.length);
  const firstLine = declared === undefined ? 1 : 2;
  const separator = declared ?? (cardsBy(rows, ';') > cardsBy(rows, ',') ? ';' : ',');
  const columns: Columns = { separator, isHtml: false, guid: NONE, tags: 2, others: new Set(), most: CSV_COLUMNS };
  const first = rows.slice(0, Math.max(0, rows.search(/[\r\n]|$/)));
  const names = first.split(separator).map((name) => name.replaceAll('"', '').trim().toLowerCase());
  const isHead = NAMES.includes(names.slice(0, 2).join(','));
  if (!isHead) return { columns, body: rows, firstLine };
  const body = rows.slice(first.length).replace(/^(?:\r\n|\r|\n)/, '');
  return { columns, body, firstLine: firstLine + 1 };
}

/** How many rows of a CSV have the columns of a card, and no more. */
function cardsBy(text: string, separator: string): number {
  let cards = 0;
  for (const { fields } of separatedRows(text, separator))
    if (fields.length >= 2 && !hasMore(fields, CSV_COLUMNS)) cards += 1;
  return cards;
}

const hasMore = (fields: readonly string[], columns: number): boolean =>
  fields.slice(columns).some((field) => field.trim() !== '');
