import type { Knex } from 'knex';
import type { TitledGuide } from '../../domain/guides/named-parts.js';
import { OPEN_STATES } from '../../domain/runs/states.js';
import { Guide } from '../models/guide.js';
import { Material } from '../models/material.js';

/** The guide of a student's own material, as it is by now; undefined for anyone else's, and where none is being made. */
export async function findGuide(db: Knex, userId: string, materialId: string): Promise<Guide | undefined> {
  return Guide.query(db)
    .findById(materialId)
    .where({ userId })
    .whereExists(Material.query(db).whereColumn('materials.id', 'guides.id').modify('visible'));
}

/** What a question is answered from: materials of a student, of those that are named or of a topic where that is told. */
interface GuideScope {
  ownerId: string;
  materialIds: readonly string[];
  topicId: string | null;
}

/** Guides of the materials that questions are answered from, the latest material first. */
export async function guidesInScope(db: Knex, scope: GuideScope, limit: number): Promise<TitledGuide[]> {
  return guidesOf(db, scope)
    .whereNotNull('g.content')
    .orderBy('m.id', 'desc')
    .limit(limit)
    .select('m.id as materialId', 'm.title', 'g.content as guide')
    .castTo<TitledGuide[]>();
}

/** Whether a guide of materials in a scope is being made. */
export async function isGuideInWork(db: Knex, scope: GuideScope): Promise<boolean> {
  return (
    (await guidesOf(db, scope)
      .whereIn('g.status', [...OPEN_STATES])
      .select('g.id')
      .first()) !== undefined
  );
}

function guidesOf(db: Knex, { ownerId, materialIds, topicId }: GuideScope) {
  const query = Material.query(db)
    .alias('m')
    .join('guides as g', 'g.id', 'm.id')
    .where('m.ownerId', ownerId)
    .modify('searchable');
  if (materialIds.length > 0) query.whereIn('m.id', [...materialIds]);
  if (topicId !== null) query.where('m.topicId', topicId);
  return query;
}

/** Runs at a guide that did not come to its end, after which none is begun by itself, and the pause before one. */
const MAX_RUNS = 5;
const PAUSE = '1 day';

/** Materials that may be asked about and have no guide, or one whose last run failed a day ago, the latest first. */
export async function materialsWithoutGuide(db: Knex, limit: number): Promise<string[]> {
  const rows = await Material.query(db)
    .alias('m')
    .modify('ingested')
    .whereNotExists(
      Guide.query(db)
        .alias('g')
        .whereColumn('g.id', 'm.id')
        .whereNot((ended) =>
          ended
            .whereIn('g.status', ['failed', 'cancelled'])
            .where('g.runNo', '<', MAX_RUNS)
            .where('g.finishedAt', '<', db.raw('now() - CAST(? AS interval)', [PAUSE])),
        ),
    )
    .whereExists(db('users as u').whereRaw('u.id = m.owner_id').where({ status: 'active' }))
    .orderBy('m.id', 'desc')
    .limit(limit)
    .select('m.id');
  return rows.map(({ id }) => id);
}

/** A chunk's place and its vector of the model by which it is searched. */
export interface ChunkVector {
  pageNo: number;
  start: number;
  vector: number[];
}

/** The vectors by which a material is searched, in the order of its chunks; of one model, and none without. */
export async function searchedVectors(db: Knex, materialId: string): Promise<ChunkVector[]> {
  const { rows } = await db.raw<{ rows: { pageNo: number; start: number; vector: string }[] }>(
    `SELECT c.page_from AS "pageNo", c.start_offset AS start, CAST(v.embedding AS text) AS vector
     FROM material_chunks AS c JOIN chunk_vectors AS v ON v.chunk_id = c.id AND v.searchable
     WHERE c.material_id = :materialId
       AND v.model = (SELECT model FROM chunk_vectors
                      WHERE material_id = :materialId AND searchable AND embedding IS NOT NULL LIMIT 1)
     ORDER BY c.ord`,
    { materialId },
  );
  return rows.map(({ vector, ...place }) => ({ ...place, vector: JSON.parse(vector) as number[] }));
}
