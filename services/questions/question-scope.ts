import type { Transaction } from 'objection';
import { Material } from '../../db/models/material.js';
import { Problem } from '../../domain/problems.js';
import { topicIdOf } from '../shared/topic-id.js';

/** Where a question is looked for. */
export interface QuestionScope {
  /** Empty for all of the student's materials. */
  materialIds: string[];
  /** `subject/topic`, of the catalog: materials of that topic only. */
  topic?: string | undefined;
  /** Of each material; both inclusive. */
  pages?: { from: number; to: number } | undefined;
}

/** The columns of a message that say where it is looked for. */
export interface ScopeColumns {
  materialIds: string[];
  topicId: string | null;
  pageFrom: number | null;
  pageTo: number | null;
}

/** @throws Problem not-found for a material that is not the student's, and a topic that there is not. */
export async function scopeColumns(
  { userId, materialIds, topic, pages }: QuestionScope & { userId: string },
  trx: Transaction,
): Promise<ScopeColumns> {
  await assertOwned(userId, materialIds, trx);
  const topicId = await topicIdOf(topic, trx);
  return { materialIds, topicId, pageFrom: pages?.from ?? null, pageTo: pages?.to ?? null };
}

async function assertOwned(userId: string, materialIds: readonly string[], trx: Transaction): Promise<void> {
  const ids = new Set(materialIds);
  if (ids.size === 0) return;
  const owned = await Material.query(trx)
    .where({ ownerId: userId })
    .findByIds([...ids])
    .modify('visible')
    .resultSize();
  if (owned !== ids.size) throw new Problem('not-found', 'At least one of these materials does not exist.');
}
