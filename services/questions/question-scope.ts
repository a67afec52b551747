import type { Transaction } from 'objection';
import { Material } from '../../db/models/material.js';
import type { Question } from '../../db/models/question.js';
import { findLesson } from '../../db/queries/lessons.js';
import type { SearchScope } from '../../db/queries/retrieval.js';
import { Problem } from '../../domain/problems.js';
import { topicIdOf } from '../shared/topic-id.js';

/** Where a question is looked for. */
export interface QuestionScope {
  /** Empty for all of the student's materials, or for none beside a lesson. */
  materialIds: string[];
  /** `subject/topic`, of the catalog: materials and lessons of that topic only. */
  topic?: string | undefined;
  /** A lesson; materials are looked in beside it only where they are named. */
  lessonId?: string | undefined;
  /** Of each material; both inclusive. */
  pages?: { from: number; to: number } | undefined;
}

/** The columns of a message that say where it is looked for. */
export type ScopeColumns = Pick<
  Question,
  'materialIds' | 'topicId' | 'pageFrom' | 'pageTo' | 'lessonsAllowed' | 'lessonId'
>;

interface AskedBy {
  userId: string;
  /** Whether lessons may answer. */
  lessonsAllowed: boolean;
}

/**
 * The columns of a question. Who names materials or pages is told of these alone, whatever lessons are allowed to do,
 * unless a topic or a lesson is named as well.
 * @throws Problem not-found for a material that is not the student's, a topic that there is not, and a lesson that there
 * is not or that the student may not read.
 */
export async function scopeColumns(
  { userId, materialIds, topic, lessonId, pages, lessonsAllowed }: QuestionScope & AskedBy,
  trx: Transaction,
): Promise<ScopeColumns> {
  await assertOwned(userId, materialIds, trx);
  const topicId = await topicIdOf(topic, trx);
  if (lessonId !== undefined && !(await findLesson(trx, userId, lessonId)))
    throw new Problem('not-found', 'No such lesson.');
  const isOpen = materialIds.length === 0 && pages === undefined;
  return {
    ...{ materialIds, topicId, pageFrom: pages?.from ?? null, pageTo: pages?.to ?? null },
    lessonsAllowed: lessonsAllowed && (isOpen || topicId !== null || lessonId !== undefined),
    lessonId: lessonId ?? null,
  };
}

/** Which chunks a question is searched in. */
export function searchScopeOf(question: ScopeColumns & Pick<Question, 'userId'>): SearchScope {
  const { userId: ownerId, materialIds: ids, topicId, pageFrom, pageTo, lessonsAllowed, lessonId } = question;
  const pages = pageFrom !== null && pageTo !== null ? { from: pageFrom, to: pageTo } : null;
  return {
    ...{ ownerId, topicId },
    materials: lessonId !== null && ids.length === 0 ? null : { ids, pages },
    lessons: lessonsAllowed ? { id: lessonId } : null,
  };
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
