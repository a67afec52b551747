/** Delimiters that are looked for, those first that texts have least by chance. */
const DELIMITERS = ['\t', ';', '|', ','] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A line that Excel takes for the delimiter. */
const DECLARED = /^sep=([\t;|,])\n/i;
/** Characters of a quoted cell; a longer one begins with a quote that is no mark. */
const MAX_QUOTED = 20_000;

/** The records of a text whose cells are parted by a delimiter; cells in quotes may hold it, and line breaks. */
export function* csvRecords(text: string, delimiter: Delimiter): Generator<string[]> {
  const plain = new RegExp(`[^\\n${delimiter}]*`, 'y');
  const opening = / *"/y;
  const closing = new RegExp(`" *(?=[\\n${delimiter}]|$)`, 'y');
  const lengthOf = (pattern: RegExp, at: number): number => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0].length ?? 0;
  };
  const cellAt = (at: number): { cell: string; end: number } => {
    const from = at + lengthOf(opening, at);
    const to = from === at ? -1 : endOfQuoted(text, from);
    const close = to < 0 ? 0 : lengthOf(closing, to);
    if (close > 0) return { cell: text.slice(from, to).replaceAll('""', '"'), end: to + close };
    const end = at + lengthOf(plain, at);
    return { cell: text.slice(at, end), end };
  };
  let at = DECLARED.exec(text)?.[0].length ?? 0;
  while (at < text.length) {
    const record: string[] = [];
    for (;;) {
      const { cell, end } = cellAt(at);
      record.push(cell);
      at = end + 1;
      if (text.charAt(end) !== delimiter) break;
    }
    yield record;
  }
}

/** Where the quote is that ends a cell; two are one within it. */
function endOfQuoted(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0 && at - from <= MAX_QUOTED; at = text.indexOf('"', at + 2)) {
    if (text.charAt(at + 1) !== '"') return at;
  }
  return -1;
}

/** How a text looks as a table with one delimiter. */
interface Shape {
  delimiter: Delimiter;
  /** Lines of text above the table. */
  captions: number;
  /** The share of records that have as many cells as most. */
  evenness: number;
}

/** Lines of text above a table at most. */
const MAX_CAPTIONS = 5;
const MIN_EVENNESS = 0.75;
/** Fewer records have to be of one width. */
const MANY_RECORDS = 4;

/**
 * What parts the cells of a text that is a table; undefined for other texts. Records of one width tell it, and cells
 * that do not begin with a blank, as words behind a comma do.
 * @param start the first kilobytes of the text; lines end in \n
 * @param isWhole whether that is all of it
 */
export function delimiterOf(start: string, isWhole: boolean): Delimiter | undefined {
  const declared = DECLARED.exec(start)?.[1];
  if (declared !== undefined) return DELIMITERS.find((delimiter) => delimiter === declared);
  if (/^\s*[{[<]/.test(start)) return undefined;
  const shapes = DELIMITERS.flatMap((delimiter) => shapeOf(start, isWhole, delimiter) ?? []);
  const [best] = shapes.sort((a, b) => a.captions - b.captions || b.evenness - a.evenness);
  return best?.delimiter;
}

function shapeOf(start: string, isWhole: boolean, delimiter: Delimiter): Shape | undefined {
  const all = [...csvRecords(start, delimiter)];
  const records = (isWhole ? all : all.slice(0, -1)).filter((record) => record.some((cell) => cell.trim() !== ''));
  const captions = records.findIndex(({ length }) => length > 1);
  const rows = records.slice(captions);
  if (captions < 0 || captions > MAX_CAPTIONS || rows.length < 2) return undefined;
  const width = mostCommon(rows.map(({ length }) => length));
  const evenness = rows.filter(({ length }) => length === width).length / rows.length;
  if (width < 2 || evenness < (rows.length < MANY_RECORDS ? 1 : MIN_EVENNESS)) return undefined;
  return isTable(rows, width, delimiter) ? { delimiter, captions, evenness } : undefined;
}

function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** Whether records are no prose and no program. */
function isTable(rows: readonly string[][], width: number, delimiter: Delimiter): boolean {
  const most = (is: (row: string[]) => boolean) => rows.filter(is).length > rows.length / 2;
  // Lines of a program begin with tabs, and end with semicolons; those of prose may end with tabs.
  if (most(([first = '']) => first.trim() === '') || (width === 2 && most((row) => row.at(-1)?.trim() === '')))
    return false;
  if (delimiter === '\t') return !most((row) => row.slice(1).every((cell) => cell.trim() === ''));
  const further = rows.flatMap((row) => row.slice(1));
  const isSpaced = further.filter((cell) => cell.startsWith(' ')).length > further.length / 2;
  if (delimiter === '|') return !isSpaced || rows.length > 2;
  if (delimiter === ',' && width === 2 && rows.every(isDecimal)) return false;
  return !isSpaced || (width > 2 && rows.length > 2 && hasColumnOfNumbers(rows) && rows.flat().every(isShort));
}

/** A number with a decimal comma, taken for two cells. */
const isDecimal = ([first = '', second = '']: string[]): boolean => /\d$/.test(first) && /^\d/.test(second);

const isShort = (cell: string): boolean => cell.length <= 40;

const hasColumnOfNumbers = ([, ...rows]: readonly string[][]): boolean =>
  (rows[0] ?? []).some((_, at) => rows.every((row) => /^[\s\d.,%-]*\d[\s\d.,%-]*$/.test(row[at] ?? '')));
