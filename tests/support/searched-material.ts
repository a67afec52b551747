import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Material } from '../../db/models/material.js';
import { buildChunk, buildMaterial, buildVector } from './factories/index.js';

/** A chunk to be searched. */
export interface SearchedChunk {
  page: number;
  text: string;
  vector: number[];
  headingPath?: string[];
}

/** A chunk of a page, with any vector where that does not matter. */
export const chunk = (page: number, text: string, vector = [1, 0]): SearchedChunk => ({ page, text, vector });

export interface SearchedColumns extends Partial<Pick<Material, 'status' | 'topicId' | 'title'>> {
  model?: string;
}

/** A ready material with these chunks, one a page, each with its vector. @returns its id, and theirs in order */
export async function searchedMaterial(
  db: Knex,
  ownerId: string,
  chunks: readonly SearchedChunk[],
  { model = 'm@2', ...columns }: SearchedColumns = {},
) {
  const { id: materialId } = await buildMaterial(db, { ownerId, title: 't', ...columns });
  const ids: string[] = [];
  for (const [ord, { page, vector, ...made }] of chunks.entries()) {
    // At random: ids in the order of the chunks could hide a wrong order of those that are found.
    const row = { id: randomUUID(), materialId, ownerId, ord, pageFrom: page, ...made };
    const built = await buildChunk(db, row);
    await buildVector(db, built, { model, embedding: vector });
    ids.push(built.id);
  }
  return { materialId, ids };
}
