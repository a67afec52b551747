import type { Knex } from 'knex';
import { Material } from '../models/material.js';
import { topicNameOf } from './subjects.js';

/** A material with how far it is. */
export type MaterialView = Material & {
  /** `subject/topic`, of the catalog. */
  topic: string | null;
  pagesDone: number;
  pagesFailed: number;
  /** Of the phase under way: what it has done so far, what is left, and when the last was done. */
  phaseDone: number;
  phaseLeft: number;
  phaseLastAt: Date | null;
};

/** Counted in the one statement that reads the rows; chunks only while they are being embedded. */
const withProgress = (db: Knex) =>
  Material.query(db)
    .joinRaw(
      `CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE p.status = 'done') AS pages_done,
                count(*) FILTER (WHERE p.status = 'failed') AS pages_failed,
                count(*) FILTER (WHERE p.created_at >= materials.phase_started_at) AS pages_now,
                max(p.created_at) AS last_page_at
         FROM material_pages AS p WHERE p.material_id = materials.id
       ) AS pages
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE v.created_at >= materials.phase_started_at) AS chunks_now,
                count(*) FILTER (WHERE v.chunk_id IS NULL) AS chunks_left,
                max(v.created_at) AS last_chunk_at
         FROM material_chunks AS c LEFT JOIN chunk_vectors AS v ON v.chunk_id = c.id AND v.searchable
         WHERE c.material_id = materials.id AND materials.phase = 'embedding'
       ) AS chunks`,
    )
    .select(
      'materials.*',
      db.raw(`${topicNameOf('materials.topic_id')} AS topic`),
      'pages.pagesDone',
      'pages.pagesFailed',
      db.raw(`CASE phase WHEN 'embedding' THEN chunks_now ELSE pages_now END AS phase_done`),
      db.raw(`CASE phase WHEN 'embedding' THEN chunks_left
                         ELSE greatest(page_count - pages_done - pages_failed, 0) END AS phase_left`),
      db.raw(`CASE phase WHEN 'embedding' THEN last_chunk_at ELSE last_page_at END AS phase_last_at`),
    );

const visible = (db: Knex, ownerId: string) => withProgress(db).where({ ownerId }).modify('visible');

/** A student's own material; undefined for anyone else's. */
export async function findMaterial(db: Knex, ownerId: string, id: string): Promise<MaterialView | undefined> {
  return (await visible(db, ownerId).findOne({ 'materials.id': id })) as MaterialView | undefined;
}

/** A student's materials, newest first, those after `cursor` only. */
export async function listMaterials(
  db: Knex,
  ownerId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<MaterialView[]> {
  const query = visible(db, ownerId).orderBy('materials.id', 'desc').limit(limit);
  if (cursor) query.where('materials.id', '<', cursor);
  return (await query) as MaterialView[];
}
