import { withKnex } from '../db/knex.js';

/**
 * Has the lessons of a database count as made searchable, with nothing in them to be found: otherwise every worker that
 * is started would make vectors of all of them for minutes. Who wants lessons searched stores some.
 */
export const leaveLessonsOut = (databaseUrl: string): Promise<void> =>
  withKnex(databaseUrl, async (db) => {
    await db('lessons').update({ chunkedHash: db.ref('text_hash') });
    // The next row gets an id of its own, and with it a workflow id that no other copy of the database has.
    await db('lesson_indexes').delete();
  });
