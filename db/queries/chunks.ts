import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { StoredChunk } from '../../domain/text/chunk-changes.js';

/** The chunks of a material, in order. */
export const storedChunks = (db: Knex, materialId: string): Promise<StoredChunk[]> =>
  db('material_chunks')
    .where({ materialId })
    .orderBy('ord')
    .select('id', 'ord', 'pageFrom', 'pageTo', 'startOffset as start', 'endOffset as end')
    .select('text', 'headingPath', 'tableHead', 'language');

/** Gives chunks of a material other positions; those that have them now must get others, too, or be gone. */
export async function moveChunks(
  trx: Transaction,
  materialId: string,
  moved: readonly { id: string; ord: number }[],
): Promise<void> {
  if (moved.length === 0) return;
  // By way of negative numbers, since no two may ever be the same.
  await trx.raw(
    `UPDATE material_chunks AS c SET ord = -1 - given.ord
     FROM unnest(CAST(:ids AS uuid[]), CAST(:ords AS integer[])) AS given (id, ord)
     WHERE c.id = given.id AND c.material_id = :materialId`,
    { materialId, ids: moved.map(({ id }) => id), ords: moved.map(({ ord }) => ord) },
  );
  await trx('material_chunks')
    .where({ materialId })
    .where('ord', '<', 0)
    .update({ ord: trx.raw('-1 - ord') });
}
