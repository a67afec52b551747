import type { Knex } from 'knex';
import { FIRST_ID } from '../first-id.js';

/** Which rows are looked at: so many that follow one, in the order of their ids. */
export interface Batch {
  after: string | undefined;
  limit: number;
}

/** A row that was looked at, and what is wrong with it, in ids and numbers alone; null where nothing is. */
export interface Looked {
  id: string;
  wrong: string | null;
}

/** Looks at some rows, in one statement: what one transaction wrote is seen as a whole, however busy the system is. */
export type Look = (db: Knex, batch: Batch) => Promise<Looked[]>;

/** SQL of whether an account is being removed, table by table: meanwhile nothing of it fits together. */
export const isBeingErased = (owner: string): string =>
  `EXISTS (SELECT FROM users u WHERE u.id = ${owner} AND u.status = 'erased')`;

/** At most so many wrong things are told of one row. */
const TOLD = 5;

const looking =
  (sql: string): Look =>
  async (db, { after = FIRST_ID, limit }) =>
    (await db.raw<{ rows: Looked[] }>(sql, { after, limit })).rows;

/**
 * Looks at the rows of a table, called `r`.
 * @param wrong SQL of what is wrong with `r`, as a text; null where nothing is
 */
export const lookAtRows = (table: string, wrong: string, where = 'true'): Look =>
  looking(`
    WITH r AS (SELECT * FROM ${table} WHERE id > :after AND ${where} ORDER BY id LIMIT :limit)
    SELECT r.id, ${wrong} AS wrong FROM r ORDER BY r.id`);

/**
 * Looks at all that students have of something; those whose account is being removed are left out.
 * @param wrongOnes a SELECT of one text for each thing that is wrong with the student `s`
 */
export const lookAtStudents = (wrongOnes: string): Look =>
  looking(`
    WITH s AS (SELECT id FROM users WHERE id > :after AND status <> 'erased' ORDER BY id LIMIT :limit)
    SELECT s.id, (SELECT string_agg(CAST(told AS text), '; ') FROM (${wrongOnes} LIMIT ${TOLD}) AS ones (told)) AS wrong
    FROM s ORDER BY s.id`);
