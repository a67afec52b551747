import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { Material } from '../models/material.js';
import { MaterialChunk } from '../models/material-chunk.js';

/**
 * Takes turns, until the transaction ends, with all others that count what one student has: many at once would all
 * find the last place free.
 */
export async function lockQuota(trx: Transaction, userId: string): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended('materials of ' || :userId, 0))`, { userId });
}

/** How many materials a student sees, and their bytes. */
export async function storedBy(db: Knex, ownerId: string): Promise<{ files: number; bytes: number }> {
  const [stored = { files: 0, bytes: 0 }] = await Material.query(db)
    .where({ ownerId })
    .modify('visible')
    .select(db.raw('count(*) AS files, CAST(coalesce(sum(bytes), 0) AS bigint) AS bytes'))
    .castTo<{ files: number; bytes: number }[]>();
  return stored;
}

/**
 * How many chunks a student has.
 * @param besides a material whose chunks do not count
 */
export async function countChunks(db: Knex, ownerId: string, besides?: string): Promise<number> {
  const chunks = MaterialChunk.query(db).where({ ownerId });
  if (besides !== undefined) chunks.whereNot({ materialId: besides });
  return chunks.resultSize();
}

/**
 * Pages of a student that runs were going to read in the last 24 hours, and seconds until the first of them is over.
 * @param besides a run whose pages do not count
 */
export async function admittedToday(
  db: Knex,
  userId: string,
  besides?: { materialId: string; runNo: number },
): Promise<{ pages: number; secondsLeft: number }> {
  const { rows } = await db.raw<{ rows: { pages: number; secondsLeft: number }[] }>(
    `SELECT CAST(coalesce(sum(pages), 0) AS bigint) AS pages,
            CAST(coalesce(ceil(extract(epoch FROM min(created_at) + interval '24 hours' - now())), 0) AS integer)
              AS "secondsLeft"
     FROM page_admissions WHERE user_id = :userId AND created_at > now() - interval '24 hours'
       AND (CAST(:materialId AS uuid) IS NULL OR (material_id, run_no) <> (:materialId, :runNo))`,
    { userId, materialId: besides?.materialId ?? null, runNo: besides?.runNo ?? null },
  );
  return rows[0] ?? { pages: 0, secondsLeft: 0 };
}

/** Counts the pages that a run is going to read; repeating it is harmless. */
export async function admitPages(
  trx: Transaction,
  admission: { userId: string; materialId: string; runNo: number; pages: number },
): Promise<void> {
  await trx('page_admissions').insert(admission).onConflict(['materialId', 'runNo']).ignore();
}
