import type { Transaction } from 'objection';
import { Notice } from '../../db/models/notice.js';
import type { NoticeKind } from '../../domain/game/notices.js';

/** Takes back what was told of something that is no more. */
export async function removeNotice(
  userId: string,
  { kind, topic }: { kind: NoticeKind; topic: string },
  trx: Transaction,
): Promise<void> {
  await Notice.query(trx).where({ userId, kind, topic }).delete();
}
