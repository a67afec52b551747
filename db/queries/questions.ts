import type { Knex } from 'knex';
import { OPEN_STATES } from '../../domain/runs/states.js';
import { Question, type QuestionStatus } from '../models/question.js';

/** A student's own question with its citations; undefined for anyone else's. */
export async function findQuestion(db: Knex, userId: string, id: string): Promise<Question | undefined> {
  return Question.query(db).findById(id).where({ userId }).withGraphFetched('[citations.lesson, feedback]');
}

/** A thread as it is listed. */
export interface ThreadSummary {
  id: string;
  firstQuestion: string;
  questionCount: number;
  /** Of the latest question. */
  status: QuestionStatus;
  createdAt: Date;
  updatedAt: Date;
}

/**
 * A student's threads, newest first, those after `cursor` only.
 * @param search keeps to threads with a question or answer that contains this text, whatever its case
 */
export async function listThreads(
  db: Knex,
  userId: string,
  { limit, cursor, search }: { limit: number; cursor?: string | undefined; search?: string | undefined },
): Promise<ThreadSummary[]> {
  const query = db('threads as t')
    .joinRaw(
      `CROSS JOIN LATERAL (
         SELECT count(*) AS question_count,
                (array_agg(q.question ORDER BY q.id))[1] AS first_question,
                (array_agg(q.status ORDER BY q.id DESC))[1] AS status
         FROM questions AS q WHERE q.thread_id = t.id
       ) AS questions`,
    )
    .where({ 't.userId': userId })
    .where('questionCount', '>', 0)
    .orderBy('t.id', 'desc')
    .limit(limit)
    .select('t.id', 't.createdAt', 't.updatedAt', 'firstQuestion', 'questionCount', 'questions.status');
  if (cursor) query.where('t.id', '<', cursor);
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    query.whereExists((messages) =>
      messages
        .from('questions as q')
        .whereRaw('q.thread_id = t.id')
        .where((either) => either.whereILike('q.question', pattern).orWhereILike('q.answer', pattern)),
    );
  }
  return query;
}

/** Whether a thread is the student's. */
export async function hasThread(db: Knex, userId: string, id: string): Promise<boolean> {
  return (await db('threads').where({ id, userId }).first('id')) !== undefined;
}

/** The questions of a student's thread with their answers, oldest first, those after `cursor` only. */
export async function listThread(
  db: Knex,
  userId: string,
  { threadId, limit, cursor }: { threadId: string; limit: number; cursor?: string | undefined },
): Promise<Question[]> {
  const query = Question.query(db)
    .where({ userId, threadId })
    .orderBy('id')
    .limit(limit)
    .withGraphFetched('[citations.lesson, feedback]');
  if (cursor) query.where('id', '>', cursor);
  return query;
}

/** Whether any material of a student, or the guide of one, came, went or was changed since an instant, or is being read. */
export async function materialsChangedSince(db: Knex, ownerId: string, since: Date): Promise<boolean> {
  const changed = await db('materials')
    .where({ ownerId })
    .whereNot({ status: 'uploading' })
    .where((either) => either.where('updatedAt', '>', since).orWhereIn('status', [...OPEN_STATES]))
    .first('id');
  const guide = await db('guides').where({ userId: ownerId }).where('finishedAt', '>', since).first('id');
  return changed !== undefined || guide !== undefined;
}

/** Whether any lesson came, went, was changed, or became searchable since an instant. */
export async function lessonsChangedSince(db: Knex, since: Date): Promise<boolean> {
  const changed = await db('lessons').where('updatedAt', '>', since).first('id');
  const indexed = await db('lesson_indexes').where('finishedAt', '>', since).first('id');
  return changed !== undefined || indexed !== undefined;
}
