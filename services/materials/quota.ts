import type { Transaction } from 'objection';
import { admittedToday, countChunks, lockQuota, storedBy } from '../../db/queries/quota.js';
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
 * student until the transaction ends.
 * @throws Problem storage-full; daily-pages-reached with the time when some are free again.
 */
export async function assertQuota(
  quota: MaterialQuota,
  { userId, bytes }: { userId: string; bytes: number },
  trx: Transaction,
): Promise<void> {
  await lockQuota(trx, userId);
  const held = await storedBy(trx, userId);
  if (held.files >= quota.files) throw new Problem('storage-full', `You have ${held.files} materials: delete some.`);
  if (held.bytes + bytes > quota.bytes) throw new Problem('storage-full', 'Delete some materials to make room.');
  if ((await countChunks(trx, userId)) >= quota.chunks) {
    throw new Problem('storage-full', 'You have as many passages as can be searched: delete some materials.');
  }
  await assertPagesLeft(quota, userId, trx);
}

/**
 * Makes sure that a student may have so many chunks of one material, beside those of the others; takes turns as
 * assertQuota does.
 * @throws Failure LibraryFull.
 */
export async function assertChunksLeft(
  maxChunks: number,
  { userId, materialId, chunks }: { userId: string; materialId: string; chunks: number },
  trx: Transaction,
): Promise<void> {
  await lockQuota(trx, userId);
  if ((await countChunks(trx, userId, materialId)) + chunks > maxChunks) throw new Failure('LibraryFull');
}

/** @throws Problem daily-pages-reached. */
export async function assertPagesLeft(
  { pagesPerDay }: Pick<MaterialQuota, 'pagesPerDay'>,
  userId: string,
  trx: Transaction,
): Promise<void> {
  const { pages, secondsLeft } = await admittedToday(trx, userId);
  if (pages < pagesPerDay) return;
  throw new Problem('daily-pages-reached', `${pages} pages were read in the last 24 hours.`, {
    retryAfterSeconds: Math.max(secondsLeft, 1),
  });
}
