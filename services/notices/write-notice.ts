import type { Transaction } from 'objection';
import { Notice } from '../../db/models/notice.js';
import type { NewNotice } from '../../domain/game/notices.js';

/** Tells a student something; what was told of the same kind and topic before gives way to it. */
export async function writeNotice(userId: string, notice: NewNotice, now: Date, trx: Transaction): Promise<void> {
  await Notice.query(trx)
    .insert({ ...notice, userId, seenAt: null, createdAt: now })
    .onConflict(['userId', 'kind', 'topic'])
    .merge(['id', 'facts', 'seenAt', 'createdAt']);
}
