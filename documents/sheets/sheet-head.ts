import { mayBeHead } from '../../domain/text/tables.js';

/** Rows that are looked at. */
const SAMPLE = 60;
const MAX_NAME = 120;

/** Numbers with their signs and units, dates and times. */
const VALUE =
  /^[-+−(~<>≈]?\s*[$€£¥]?\s*\d[\d\s.,'’:/-]*(?:[eE][-+]?\d+)?\s*(?:%|[$€£¥]|\)|[\p{L}µ°/²³]{1,6})?$|^(?:TRUE|FALSE|true|false|yes|no)$/u;
/** How columns of words are called. */
const NAME =
  /^(?:terms?|words?|definitions?|meanings?|translations?|questions?|answers?|front|back|names?|city|capital|country|state|key|value|id|title|author|date|year|type|category|description|notes?|begriff|wort|bedeutung|frage|antwort|land|hauptstadt|mot|sens|traduction|pays|capitale|palabra|significado|país|english|german|french|spanish|italian|latin|deutsch|englisch|französisch|français|anglais|español|inglés)$/iu;

/**
 * Whether the first row of a sheet names its columns: names, all different, above cells of another kind. Of a table of
 * words alone (a list of vocabulary), only names that are used as such, and those that are set with capitals above
 * words that are not.
 */
export function hasHead(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...all] = rows;
  const below = all.slice(0, SAMPLE);
  const names = first.filter((cell) => cell !== '');
  if (below.length === 0 || names.length < first.length / 2 || !mayBeHead(first)) return false;
  if (new Set(names).size < names.length || names.some(({ length }) => length > MAX_NAME)) return false;
  const columns = first.map((name, at) => ({
    name,
    cells: below.flatMap((row) => (row[at] === undefined || row[at] === '' ? [] : [row[at]])),
  }));
  if (columns.some(({ name, cells }) => name !== '' && cells.includes(name))) return false;
  if (columns.some(({ name, cells }) => !VALUE.test(name) && isMostly(cells, (cell) => VALUE.test(cell)))) return true;
  if (names.some((name) => VALUE.test(name))) return first.length > 2 && !columns.every(({ name }) => VALUE.test(name));
  if (first.length > 2) return true;
  return (
    names.every((name) => NAME.test(name)) ||
    (names.every(isCapital) &&
      isMostly(
        columns.flatMap(({ cells }) => cells),
        isSmall,
      ))
  );
}

/** Rows above a head that are looked at. */
const MAX_ABOVE = 10;

/**
 * How many rows stand above the head of a sheet: remarks, none of which fills as many cells as the head does; values
 * stand among them only where most cells are empty. 0 where there are none, or no head is found.
 */
export function rowsAboveHead(rows: readonly (readonly string[])[]): number {
  if (filledCells(rows[0] ?? []) === (rows[0] ?? []).length && hasHead(rows)) return 0;
  for (let at = 1; at <= Math.min(MAX_ABOVE, rows.length - 2); at += 1) {
    const above = rows.slice(0, at);
    if (above.some((row) => filledCells(row) > row.length / 2 && row.some((cell) => VALUE.test(cell)))) return 0;
    const filled = filledCells(rows[at] ?? []);
    const isFull = filled === (rows[at] ?? []).length && above.every((row) => filledCells(row) < filled);
    if (isFull && hasValuesBelow(rows.slice(at)) && hasHead(rows.slice(at))) return at;
  }
  return 0;
}

const filledCells = (row: readonly string[]): number => row.filter((cell) => cell !== '').length;

const hasValuesBelow = ([, ...rows]: readonly (readonly string[])[]): boolean =>
  (rows[0] ?? []).some((_, at) =>
    isMostly(
      rows.slice(0, SAMPLE).flatMap((row) => row[at] || []),
      (cell) => VALUE.test(cell),
    ),
  );

const isMostly = (cells: readonly string[], is: (cell: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(is).length > cells.length * 0.6;

const isCapital = (cell: string): boolean => /^\p{Lu}/u.test(cell);
const isSmall = (cell: string): boolean => /^\p{Ll}/u.test(cell);
