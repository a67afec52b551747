import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { ChunkedPages } from '../../domain/text/chunking.js';
import { MaterialPage } from '../models/material-page.js';

/** The pages of a material, in order, those after page `cursor` only. The caller has checked the owner. */
export async function listPages(
  db: Knex,
  materialId: string,
  { limit, cursor }: { limit: number; cursor?: number | undefined },
): Promise<MaterialPage[]> {
  return MaterialPage.query(db)
    .where({ materialId })
    .where('pageNo', '>', cursor ?? 0)
    .orderBy('pageNo')
    .limit(limit);
}

/** How many characters the pages of a material have. */
export async function countCharacters(db: Knex, materialId: string): Promise<number> {
  const [{ characters } = { characters: 0 }] = await MaterialPage.query(db)
    .where({ materialId })
    .select(db.raw('coalesce(sum(length(text)), 0) AS characters'))
    .castTo<{ characters: number }[]>();
  return characters;
}

/** How many pictures were read on the pages of a material. */
export async function countPicturesRead(db: Knex, materialId: string): Promise<number> {
  const [{ pictures } = { pictures: 0 }] = await MaterialPage.query(db)
    .where({ materialId })
    .select(db.raw('coalesce(sum(pictures_read), 0) AS pictures'))
    .castTo<{ pictures: number }[]>();
  return pictures;
}

/** Writes where the bodies of a material's pages begin and end: their texts without running headers and footers. */
export async function storeBodies(trx: Transaction, materialId: string, bodies: ChunkedPages['bodies']): Promise<void> {
  await trx.raw(
    `UPDATE material_pages AS p SET body_start = b.body_start, body_end = b.body_end
     FROM unnest(CAST(:pageNos AS integer[]), CAST(:starts AS integer[]), CAST(:ends AS integer[])) AS b (page_no, body_start, body_end)
     WHERE p.material_id = :materialId AND p.page_no = b.page_no
       AND (p.body_start, p.body_end) IS DISTINCT FROM (b.body_start, b.body_end)`,
    {
      materialId,
      pageNos: bodies.map(({ pageNo }) => pageNo),
      starts: bodies.map(({ start }) => start),
      ends: bodies.map(({ end }) => end),
    },
  );
}
