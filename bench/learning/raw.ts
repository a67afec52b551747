import type { Knex } from 'knex';
import { FACT_STATEMENTS } from '../../db/queries/recommendation-facts.js';

/** As many students as the product takes at once. */
const BATCH = 500;

/**
 * What the database alone does of a run: the statements that gather the facts, over the same students in the same
 * batches, whose results stay there, and the writing of rows as large as those of the product.
 */
export async function runRaw(db: Knex, day: string): Promise<number> {
  await db.raw('DROP TABLE IF EXISTS bench_made');
  await db.raw('CREATE TABLE bench_made (LIKE recommendations INCLUDING ALL)');
  let after = '00000000-0000-0000-0000-000000000000';
  for (let students = 0; ; ) {
    const rows = await db('user_stats').where('userId', '>', after).orderBy('userId').limit(BATCH).select('userId');
    const ids: string[] = rows.map(({ userId }) => userId);
    const planned = { userIds: ids, days: ids.map(() => day), starts: ids.map(() => `${day}T04:00:00Z`) };
    for (const sql of Object.values(FACT_STATEMENTS))
      await db.raw(`SELECT sum(length(CAST(fact AS text))) FROM (${sql}) AS facts`, planned);
    await db.raw('INSERT INTO bench_made SELECT * FROM recommendations WHERE user_id = ANY (:ids)', { ids });
    students += ids.length;
    after = ids.at(-1) ?? after;
    if (ids.length < BATCH) return students;
  }
}
