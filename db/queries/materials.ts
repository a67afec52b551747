import type { Knex } from 'knex';
import { OPEN_STATES } from '../../domain/runs/states.js';
import { MAX_SEARCHED_PARTS, type SearchedPart } from '../../domain/text/searched-part.js';
import { HIDDEN_STATES, type Material } from '../models/material.js';
import { columnsOf } from './columns.js';
import type { SearchScope } from './retrieval.js';
import { sqlList } from './sql-list.js';
import { topicNameOf } from './subjects.js';

/** A material with how far it is. */
export type MaterialView = Pick<Material, (typeof SHOWN)[number]> & {
  /** `subject/topic`, of the catalog. */
  topic: string | null;
  /** Of the phase under way: what it has done so far, what is left, and when the last was done. */
  phaseDone: number;
  phaseLeft: number;
  phaseLastAt: Date | null;
  /** Pages that can be found by their words already, and those that can be by their vectors as well. */
  pagesByWords: number;
  pagesByMeaning: number;
};

const SHOWN = [
  ...(['id', 'title', 'format', 'bytes', 'status', 'failure', 'phase', 'phaseStartedAt', 'pageCount'] as const),
  ...(['pagesDone', 'pagesFailed', 'languages', 'createdAt', 'finishedAt'] as const),
] as const;

const COLUMNS = columnsOf('m', SHOWN);

/**
 * Counts, as `searched`, the pages of a material `m` in work that are searched: chunks get their vectors in page order,
 * so that all before the first chunk without one have theirs.
 */
const SEARCHED_PAGES = `CROSS JOIN LATERAL (
         SELECT min(c.page_from) AS page_no FROM material_chunks AS c
         LEFT JOIN chunk_vectors AS v ON v.chunk_id = c.id AND v.searchable AND v.model <> 'none'
         WHERE m.status IN (${sqlList(OPEN_STATES)})
           AND c.material_id = m.id AND v.chunk_id IS NULL
       ) AS unembedded
       CROSS JOIN LATERAL (
         SELECT m.pages_chunked AS by_words,
                least(m.pages_chunked, CASE WHEN unembedded.page_no IS NULL THEN m.pages_chunked ELSE
                  (SELECT count(*) FROM material_pages AS p
                   WHERE p.material_id = m.id AND p.status = 'done' AND p.page_no < unembedded.page_no) END) AS by_meaning
       ) AS searched`;

/** Pages and chunks are looked at only while they are being read or embedded, and in the statement that reads the rows. */
const withProgress = (db: Knex) =>
  db('materials as m')
    .joinRaw(
      `CROSS JOIN LATERAL (
         SELECT count(*) AS done, max(p.created_at) AS last_at FROM material_pages AS p
         WHERE m.phase = 'reading' AND p.material_id = m.id AND p.created_at >= m.phase_started_at
       ) AS pages
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE v.created_at >= m.phase_started_at) AS done,
                count(*) FILTER (WHERE v.chunk_id IS NULL) AS left, max(v.created_at) AS last_at
         FROM material_chunks AS c LEFT JOIN chunk_vectors AS v
           ON v.chunk_id = c.id AND v.searchable AND v.model <> 'none'
         WHERE m.phase = 'embedding' AND c.material_id = m.id
       ) AS chunks
       ${SEARCHED_PAGES}`,
    )
    .select<MaterialView[]>(
      db.raw(
        `${COLUMNS}, ${topicNameOf('m.topic_id')} AS topic,
         CASE m.phase WHEN 'embedding' THEN chunks.done ELSE pages.done END AS phase_done,
         CASE m.phase WHEN 'embedding' THEN chunks.left
                      ELSE greatest(page_count - pages_done - pages_failed, 0) END AS phase_left,
         CASE m.phase WHEN 'embedding' THEN chunks.last_at ELSE pages.last_at END AS phase_last_at,
         searched.by_words AS pages_by_words, searched.by_meaning AS pages_by_meaning`,
      ),
    );

const visible = (db: Knex, ownerId: string) =>
  withProgress(db)
    .where({ ownerId })
    .whereNotIn('status', [...HIDDEN_STATES]);

/** A student's own material; undefined for anyone else's. */
export async function findMaterial(db: Knex, ownerId: string, id: string): Promise<MaterialView | undefined> {
  return visible(db, ownerId).where('m.id', id).first();
}

/** A student's materials, newest first, those after `cursor` only. */
export async function listMaterials(
  db: Knex,
  ownerId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<MaterialView[]> {
  const materials = visible(db, ownerId).orderBy('m.id', 'desc').limit(limit);
  return cursor ? materials.where('m.id', '<', cursor) : materials;
}

/** How far the materials are that a search goes through and that are still being read; those that are read are left out. */
export async function partlySearched(
  db: Knex,
  { ownerId, topicId, materials }: Pick<SearchScope, 'ownerId' | 'topicId' | 'materials'>,
): Promise<SearchedPart[]> {
  if (!materials) return [];
  const { ids } = materials;
  const query = db('materials as m')
    .joinRaw(SEARCHED_PAGES)
    .where('m.ownerId', ownerId)
    .whereIn('m.status', [...OPEN_STATES])
    .orderBy('m.id', 'desc')
    .limit(MAX_SEARCHED_PARTS)
    .select('m.id as materialId', 'm.pageCount', 'm.pagesDone as pagesRead')
    .select('searched.byWords as pagesByWords', 'searched.byMeaning as pagesByMeaning');
  if (ids.length > 0) query.whereIn('m.id', [...ids]);
  if (topicId !== null) query.where('m.topicId', topicId);
  return query;
}
