import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { asTheyLie } from './as-they-lie.js';

/** Places of five rows in the order in which they are made, which no list has, nor any two after each other. */
const SCRAMBLED = [2, 4, 0, 3, 1];

/** Five new ids, in the order in which the product makes them. */
export const newIds = (): string[] => SCRAMBLED.map((_, place) => uuidv7({ msecs: 1 + place }));

/** Makes five rows, given in their order, in another one. */
export async function scrambled<Of>(inOrder: readonly Of[], make: (one: Of, place: number) => unknown): Promise<void> {
  if (inOrder.length !== SCRAMBLED.length) throw new Error(`${inOrder.length} rows are not ${SCRAMBLED.length}`);
  for (const place of SCRAMBLED) await make(inOrder[place] as Of, place);
}

export const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** Which part of a list is read: so many rows, after the last of the part before. */
export interface Part {
  limit: number;
  cursor?: string;
}

/**
 * Reads a list as its rows lie, and after its second row once more.
 * @param read gives what each row goes on by
 * @returns all of it, and the two rows after its second
 */
export async function allAndPart(
  db: Knex,
  read: (trx: Knex.Transaction, part: Part) => PromiseLike<string[]>,
): Promise<{ all: string[]; part: string[] }> {
  const all = await asTheyLie(db, (trx) => read(trx, { limit: 100 }));
  const part = await asTheyLie(db, (trx) => read(trx, { limit: 2, cursor: all[1] ?? '' }));
  return { all, part };
}

/** What `allAndPart` gives of a list that has this order. */
export const inOrder = (all: readonly string[]) => ({ all, part: all.slice(2, 4) });
