import type { Knex } from 'knex';
import { Notice } from '../models/notice.js';

/** Where a list of notices goes on: after one that was, as the list had it, unseen or seen. */
export interface NoticeCursor {
  isSeen: boolean;
  id: string;
}

/** A student's notices, those that were not seen first, each part newest first. */
export async function listNotices(
  db: Knex,
  userId: string,
  { limit, cursor }: { limit: number; cursor?: NoticeCursor | undefined },
): Promise<Notice[]> {
  const part = (isSeen: boolean) => {
    const notices = Notice.query(db).where({ userId }).orderBy('id', 'desc');
    if (cursor?.isSeen === isSeen) notices.where('id', '<', cursor.id);
    return isSeen ? notices.whereNotNull('seenAt') : notices.whereNull('seenAt');
  };
  const unseen = cursor?.isSeen ? [] : await part(false).limit(limit);
  const seen = unseen.length < limit ? await part(true).limit(limit - unseen.length) : [];
  return [...unseen, ...seen];
}

/** How many notices a student has not seen. */
export async function countUnseen(db: Knex, userId: string): Promise<number> {
  return Notice.query(db).where({ userId }).whereNull('seenAt').resultSize();
}
