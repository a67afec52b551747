import type { Knex } from 'knex';
import { FLOWS } from '../../../domain/runs/flows.js';
import { HIDDEN_STATES } from '../../models/material.js';
import { sqlList } from '../sql-list.js';
import { type Batch, isBeingErased } from './look.js';

/** A row that names an object. */
export interface NamingRow {
  id: string;
  ownerId: string;
  /** What the object should be long; null where the row does not say. */
  bytes: number | null;
  /** Which of its objects it is: an image's id, or the number of the try that wrote it. */
  part: string;
}

/** Which rows name an object, after one; `only` looks at a single row. */
type ListNaming = (db: Knex, batch: Batch & { only?: string }) => Promise<NamingRow[]>;

const naming =
  (table: string, columns: { id: string; ownerId: string; bytes?: string; part?: string }, where: string): ListNaming =>
  async (db, { after, limit, only }) => {
    const { id, ownerId, bytes = 'NULL', part = "''" } = columns;
    const { rows } = await db.raw<{ rows: NamingRow[] }>(
      `SELECT ${id} AS id, ${ownerId} AS "ownerId", CAST(${bytes} AS double precision) AS bytes, CAST(${part} AS text) AS part
       FROM ${table} WHERE (CAST(:after AS uuid) IS NULL OR ${id} > :after)
         AND (CAST(:only AS uuid) IS NULL OR ${id} = :only) AND ${where} AND NOT ${isBeingErased(ownerId)} ORDER BY ${id} LIMIT :limit`,
      { after: after ?? null, only: only ?? null, limit },
    );
    return rows;
  };

/** Materials whose file is there for good. */
export const listStoredMaterials = naming(
  'materials',
  { id: 'id', ownerId: 'owner_id', bytes: 'bytes' },
  `status NOT IN (${sqlList(HIDDEN_STATES)})`,
);

/** Students with an image. */
export const listAvatars = naming(
  'user_profiles',
  { id: 'user_id', ownerId: 'user_id', part: 'avatar_id' },
  'avatar_id IS NOT NULL',
);

/** Questions whose image is still to be read. */
export const listOpenImages = naming(
  'questions',
  { id: 'id', ownerId: 'user_id' },
  `has_image AND image_text IS NULL AND status IN (${sqlList(FLOWS.answerQuestion.open)})`,
);

/** Exports that can be downloaded. */
export const listReadyExports = naming(
  'exports',
  { id: 'id', ownerId: 'user_id', bytes: 'bytes', part: 'write_no' },
  "status = 'ready'",
);

/** Those of the ids that an export has, whatever became of it. */
export const listKnownExports = (db: Knex, ids: readonly string[]): Promise<string[]> =>
  db('exports')
    .whereIn('id', [...ids])
    .pluck('id');
