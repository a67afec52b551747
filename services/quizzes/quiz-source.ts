import type { Transaction } from 'objection';
import { Lesson } from '../../db/models/lesson.js';
import { Material } from '../../db/models/material.js';
import type { Quiz } from '../../db/models/quiz.js';
import { hasPassages } from '../../db/queries/generation.js';
import { hasQuestions } from '../../db/queries/quiz-questions.js';
import { Problem } from '../../domain/problems.js';
import { topicIdOf } from '../shared/topic-id.js';

/** What a quiz is to be about: a topic by its name, a lesson, or materials, one of the three. */
export interface QuizAbout {
  topic?: string | undefined;
  lessonId?: string | undefined;
  materialIds?: string[] | undefined;
  /** Of each material; both inclusive. */
  pages?: { from: number; to: number } | undefined;
}

/** The columns of a quiz that say what it is about, and whether there can be none without drafts. */
type Found = Pick<Quiz, 'topicId' | 'lessonId' | 'materialIds' | 'pageFrom' | 'pageTo'> & { needsDrafts: boolean };

interface Wanted {
  userId: string;
  wish: QuizAbout & Pick<Quiz, 'source'>;
  /** Whether lessons are drafted from without being asked for it. */
  hasChatModel: boolean;
}

/**
 * Finds what a quiz is to be about.
 * @throws Problem not-found for a topic, lesson or material; invalid-request for one that no question can come from.
 */
export async function findQuizSource(wanted: Wanted, trx: Transaction): Promise<Found> {
  const { userId, wish } = wanted;
  if (wish.materialIds) return ofMaterials(userId, { ...wish, materialIds: wish.materialIds }, trx);
  return ofCatalog(wanted, trx);
}

async function ofMaterials(
  userId: string,
  { materialIds, pages }: QuizAbout & { materialIds: string[] },
  trx: Transaction,
): Promise<Found> {
  const ids = [...new Set(materialIds)];
  const owned = await Material.query(trx)
    .where({ ownerId: userId })
    .findByIds(ids)
    .modify('visible')
    .select('id', 'status', 'topicId');
  if (owned.length < ids.length) throw new Problem('not-found', 'At least one of these materials does not exist.');
  const topics = new Set(owned.map(({ topicId }) => topicId));
  const [topicId = null] = topics;
  const about = {
    ...{ topicId: topics.size === 1 ? topicId : null, lessonId: null, materialIds: ids },
    ...{ pageFrom: pages?.from ?? null, pageTo: pages?.to ?? null },
  };
  if (await hasPassages(trx, { userId, ...about })) return { ...about, needsDrafts: true };
  throw nothingToAsk(pages ? '/pages' : '/materialIds', 'There is no text in it yet, or too little to ask of');
}

async function ofCatalog({ userId, wish, hasChatModel }: Wanted, trx: Transaction): Promise<Found> {
  const { topic, lessonId, source } = wish;
  const place = lessonId === undefined ? await aboutTopic(topic, trx) : await aboutLesson(lessonId, trx);
  const about = { ...place, materialIds: [], pageFrom: null, pageTo: null };
  if (source !== 'generated' && (await hasQuestions(trx, place))) return { ...about, needsDrafts: false };
  const mayDraft = source === 'generated' || (source === 'any' && hasChatModel);
  if (mayDraft && (await hasPassages(trx, { userId, ...about }))) return { ...about, needsDrafts: true };
  throw nothingToAsk(lessonId === undefined ? '/topic' : '/lessonId', 'There are no questions on it');
}

const nothingToAsk = (pointer: string, detail: string): Problem =>
  new Problem('invalid-request', 'There are no questions on this yet.', { errors: [{ pointer, detail }] });

async function aboutTopic(topic: string | undefined, trx: Transaction) {
  const topicId = await topicIdOf(topic, trx);
  if (topicId === null) throw new Problem('not-found', 'There is no such topic.');
  return { topicId, lessonId: null };
}

async function aboutLesson(lessonId: string, trx: Transaction) {
  const lesson = await Lesson.query(trx).findById(lessonId).whereNull('retiredAt').select('topicId');
  if (!lesson) throw new Problem('not-found', 'No such lesson.');
  return { topicId: lesson.topicId, lessonId };
}
