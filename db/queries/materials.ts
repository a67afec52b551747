import type { Knex } from 'knex';
import { Material } from '../models/material.js';
import { MaterialPage } from '../models/material-page.js';

/** A material with how many of its pages are done. */
export type MaterialView = Material & { pagesDone: number };

const visible = (db: Knex, ownerId: string) =>
  Material.query(db)
    .where({ ownerId })
    .whereNotIn('status', ['uploading', 'deleting'])
    .select(
      'materials.*',
      MaterialPage.query(db)
        .whereColumn('materialId', 'materials.id')
        .where({ 'material_pages.status': 'done' })
        .count()
        .as('pagesDone'),
    );

/** A student's own material; undefined for anyone else's. */
export async function findMaterial(db: Knex, ownerId: string, id: string): Promise<MaterialView | undefined> {
  return (await visible(db, ownerId).findById(id)) as MaterialView | undefined;
}

/** A student's materials, newest first, those after `cursor` only. */
export async function listMaterials(
  db: Knex,
  ownerId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<MaterialView[]> {
  const query = visible(db, ownerId).orderBy('id', 'desc').limit(limit);
  if (cursor) query.where('id', '<', cursor);
  return (await query) as MaterialView[];
}

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
