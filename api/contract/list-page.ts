/**
 * A page of a list from one row more than was asked.
 * @param cursorOf what a client sends back to get what follows a row
 */
export function listPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): { data: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { data: shown.map(present), nextCursor: rows.length > limit && last ? cursorOf(last) : null };
}

/** One row more than asked tells whether there is a next page. */
export const withExtraRow = <T extends { limit: number }>(query: T): T => ({ ...query, limit: query.limit + 1 });
