import type { Transaction } from 'objection';
import { Lesson } from '../../db/models/lesson.js';
import { Material } from '../../db/models/material.js';
import { Problem } from '../../domain/problems.js';
import { topicIdOf } from '../shared/topic-id.js';

/** What is studied, one of these at most: a topic by its name, subject/topic, a lesson, or a material. */
export interface Studied {
  topic?: string | null | undefined;
  lessonId?: string | null | undefined;
  materialId?: string | null | undefined;
}

/**
 * Looks up what a student studies; a material is locked against its removal, which comes before sessions.
 * @throws Problem not-found
 */
export async function findStudied(
  userId: string,
  { topic, lessonId = null, materialId = null }: Studied,
  trx: Transaction,
): Promise<{ topicId: string | null; lessonId: string | null; materialId: string | null }> {
  const lesson = lessonId === null ? null : await Lesson.query(trx).findById(lessonId).select('topicId');
  if (lesson === undefined) throw new Problem('not-found', 'No such lesson.');
  if (materialId !== null) {
    const material = await Material.query(trx)
      .findOne({ id: materialId, ownerId: userId })
      .whereNot({ status: 'deleting' })
      .select('id')
      .forKeyShare();
    if (!material) throw new Problem('not-found', 'No such material.');
  }
  return { topicId: lesson?.topicId ?? (await topicIdOf(topic, trx)), lessonId, materialId };
}
