import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import type { NewNotice } from '../../domain/game/notices.js';
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

/**
 * Locks those of some notices that a student has not seen, in the order in which they are written: else both could wait
 * for each other. @returns their ids
 */
export async function lockUnseen(trx: Transaction, userId: string, ids: readonly string[]): Promise<string[]> {
  const unseen = Notice.query(trx)
    .where({ userId })
    .whereIn('id', [...ids])
    .whereNull('seenAt');
  const locked = await unseen.orderBy(['kind', 'topic']).forNoKeyUpdate().select('id');
  return locked.map(({ id }) => id);
}

/**
 * SQL that writes the notices of the binding `:notices`, as JSON of noticesOf, in the order of kind and topic; one of
 * the same gives way.
 */
export const WRITE_NOTICES = `INSERT INTO notices (id, user_id, kind, topic, facts)
  SELECT id, "userId", kind, topic, facts
  FROM jsonb_to_recordset(CAST(:notices AS jsonb)) AS new (id uuid, "userId" uuid, kind text, topic text, facts jsonb)
  ORDER BY "userId", kind, topic
  ON CONFLICT (user_id, kind, topic) DO UPDATE
    SET id = excluded.id, facts = excluded.facts, seen_at = NULL, created_at = now(), updated_at = now()`;

/** The notices of a student as WRITE_NOTICES takes them. */
export const noticesOf = (userId: string, notices: readonly NewNotice[]) =>
  notices.map((notice) => ({ ...notice, userId, id: uuidv7() }));

/** Writes notices of a student; what was told of the same kind and topic before gives way. */
export async function writeNotices(trx: Transaction, userId: string, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length > 0) await writeAnyNotices(trx, userId, notices);
}

/** Writes notices of several students, as writeNotices does. */
export async function writeNoticesOf(
  trx: Transaction,
  notices: readonly (NewNotice & { userId: string })[],
): Promise<void> {
  const rows = notices.flatMap(({ userId, ...notice }) => noticesOf(userId, [notice]));
  if (rows.length > 0) await trx.raw(WRITE_NOTICES, { notices: JSON.stringify(rows) });
}

/** As writeNotices, with a statement also where there is none: how long it takes does not tell. */
export async function writeAnyNotices(trx: Transaction, userId: string, notices: readonly NewNotice[]): Promise<void> {
  await trx.raw(WRITE_NOTICES, { notices: JSON.stringify(noticesOf(userId, notices)) });
}
