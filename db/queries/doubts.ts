import type { Knex } from 'knex';
import { DoubtMessage, type DoubtStatus } from '../models/doubt-message.js';

/** A student's own question with its citations; undefined for anyone else's. */
export async function findDoubtMessage(db: Knex, userId: string, id: string): Promise<DoubtMessage | undefined> {
  return DoubtMessage.query(db).findById(id).where({ userId }).withGraphFetched('[citations, feedback]');
}

/** A thread as it is listed. */
export interface ThreadSummary {
  id: string;
  firstQuestion: string;
  messageCount: number;
  /** Of the latest question. */
  status: DoubtStatus;
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
  const query = db('doubt_sessions as s')
    .joinRaw(
      `CROSS JOIN LATERAL (
         SELECT count(*) AS message_count,
                (array_agg(m.question ORDER BY m.id))[1] AS first_question,
                (array_agg(m.status ORDER BY m.id DESC))[1] AS status
         FROM doubt_messages AS m WHERE m.session_id = s.id
       ) AS messages`,
    )
    .where({ 's.userId': userId })
    .where('messageCount', '>', 0)
    .orderBy('s.id', 'desc')
    .limit(limit)
    .select('s.id', 's.createdAt', 's.updatedAt', 'firstQuestion', 'messageCount', 'messages.status');
  if (cursor) query.where('s.id', '<', cursor);
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    query.whereExists((messages) =>
      messages
        .from('doubt_messages as m')
        .whereRaw('m.session_id = s.id')
        .where((either) => either.whereILike('m.question', pattern).orWhereILike('m.answer', pattern)),
    );
  }
  return query;
}

/** Whether a thread is the student's. */
export async function hasThread(db: Knex, userId: string, id: string): Promise<boolean> {
  return (await db('doubt_sessions').where({ id, userId }).first('id')) !== undefined;
}

/** The questions of a student's thread with their answers, oldest first, those after `cursor` only. */
export async function listThread(
  db: Knex,
  userId: string,
  { sessionId, limit, cursor }: { sessionId: string; limit: number; cursor?: string | undefined },
): Promise<DoubtMessage[]> {
  const query = DoubtMessage.query(db)
    .where({ userId, sessionId })
    .orderBy('id')
    .limit(limit)
    .withGraphFetched('[citations, feedback]');
  if (cursor) query.where('id', '>', cursor);
  return query;
}

/** Whether any material of a student came, went or was changed since an instant. */
export async function materialsChangedSince(db: Knex, ownerId: string, since: Date): Promise<boolean> {
  const changed = await db('materials')
    .where({ ownerId })
    .whereNot({ status: 'uploading' })
    .where('updatedAt', '>', since)
    .first('id');
  return changed !== undefined;
}
