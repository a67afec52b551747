import type { NoticeFacts, NoticeKind } from '../../domain/game/notices.js';
import { Entity } from './base-model.js';

/** Something that a student is told when they look. */
export class Notice extends Entity {
  static override tableName = 'notices';
  static override jsonAttributes = ['facts'];

  declare userId: string;
  declare kind: NoticeKind;
  /** What of its kind it is about: a later one about the same takes its place. */
  declare topic: string;
  /** What its text is made of when it is read. */
  declare facts: NoticeFacts[NoticeKind];
  declare seenAt: Date | null;
}
