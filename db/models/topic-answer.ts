import type { AnswerKind } from '../../domain/learning/mastery/model.js';
import { Row } from './base-model.js';

/** An answer that a student gave to something of a topic. */
export class TopicAnswerRow extends Row {
  static override tableName = 'topic_answers';
  static override idColumn = ['userId', 'cause'];

  declare userId: string;
  /** The natural key of what was answered. */
  declare cause: string;
  declare topicId: string;
  declare kind: AnswerKind;
  /** How many there were to choose from, where it was a choice. */
  declare options: number | null;
  declare isRight: boolean;
  declare answeredAt: Date;
}
