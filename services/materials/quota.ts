import type { Knex } from 'knex';
import { Problem } from '../../domain/problems.js';
import { Failure } from '../../domain/runs/failures.js';

/** What one student may have and ask for. */
export interface MaterialQuota {
  files: number;
  bytes: number;
  /** Chunks of all materials, which each search reads. */
  chunks: number;
  /** Pages read in 24 hours, counted when a document is opened. */
  pagesPerDay: number;
}

/**
 * Makes sure that a student may add one more material of so many bytes; takes turns with others that ask for the same
 * student until the transaction ends, so that many at once do not all find the last place free.
 * @throws Problem storage-full; daily-pages-reached with the time when some are free again.
 */
export async function assertQuota(quota: MaterialQuota, userId: string, bytes: number, trx: Knex): Promise<void> {
  await lockQuotaOfStudent(userId, trx);
  const [held = { files: 0, bytes: 0 }] = await trx('materials')
    .where({ ownerId: userId })
    .whereNotIn('status', ['uploading', 'deleting'])
    .select(trx.raw('count(*) AS files, CAST(coalesce(sum(bytes), 0) AS bigint) AS bytes'));
  if (held.files >= quota.files) throw new Problem('storage-full', `You have ${held.files} materials: delete some.`);
  if (held.bytes + bytes > quota.bytes) throw new Problem('storage-full', 'Delete some materials to make room.');
  if ((await countChunks(userId, trx)) >= quota.chunks) {
    throw new Problem('storage-full', 'You have as many passages as can be searched: delete some materials.');
  }
  await assertPagesLeft(quota, userId, trx);
}

/**
 * Makes sure that a student may have so many chunks more, beside those there are; takes turns as assertQuota does.
 * @throws Failure LibraryFull.
 */
export async function assertChunksLeft(maxChunks: number, userId: string, added: number, trx: Knex): Promise<void> {
  await lockQuotaOfStudent(userId, trx);
  if ((await countChunks(userId, trx)) + added > maxChunks) throw new Failure('LibraryFull');
}

async function lockQuotaOfStudent(userId: string, trx: Knex): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended('materials of ' || :userId, 0))`, { userId });
}

async function countChunks(ownerId: string, trx: Knex): Promise<number> {
  const [counted = { count: 0 }] = await trx('material_chunks').where({ ownerId }).count({ count: '*' });
  return Number(counted.count);
}

/** @throws Problem daily-pages-reached. */
export async function assertPagesLeft({ pagesPerDay }: MaterialQuota, userId: string, trx: Knex): Promise<void> {
  const { rows } = await trx.raw<{ rows: { pages: number; wait: number }[] }>(
    `SELECT CAST(coalesce(sum(pages), 0) AS bigint) AS pages,
            CAST(ceil(extract(epoch FROM min(created_at) + interval '24 hours' - now())) AS integer) AS wait
     FROM page_admissions WHERE user_id = :userId AND created_at > now() - interval '24 hours'`,
    { userId },
  );
  const [today = { pages: 0, wait: 0 }] = rows;
  if (today.pages < pagesPerDay) return;
  throw new Problem('daily-pages-reached', `${today.pages} pages were read in the last 24 hours.`, {
    retryAfterSeconds: Math.max(today.wait, 1),
  });
}

/** Counts the pages that a run is going to read; repeating it is harmless. */
export async function admitPages(
  trx: Knex,
  admission: { userId: string; materialId: string; runNo: number; pages: number },
): Promise<void> {
  await trx('page_admissions').insert(admission).onConflict(['materialId', 'runNo']).ignore();
}
