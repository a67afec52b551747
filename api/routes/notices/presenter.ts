import type { Notice } from '../../../db/models/notice.js';
import { noticeText } from '../../../domain/game/notices.js';

/** A notice as its reader sees it. */
export const presentNotice = ({ id, kind, facts, seenAt, createdAt }: Notice) => ({
  id,
  kind,
  text: noticeText(kind, facts),
  facts,
  seenAt: seenAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

/** What a client sends back to get what follows a notice. */
export const cursorOfNotice = ({ id, seenAt }: Notice): string => `${seenAt ? 'seen' : 'unseen'}.${id}`;
