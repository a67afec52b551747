import type { MasteryWord } from '../../domain/learning/mastery/words.js';
import { Row } from './base-model.js';

/** What is known of a student's knowledge of a topic: the sum of their answers to it. */
export class TopicProgress extends Row {
  static override tableName = 'topic_progress';
  static override idColumn = ['userId', 'topicId'];

  declare userId: string;
  declare topicId: string;
  /** The probability that the student knows it, 0 to 1. */
  declare known: number;
  declare word: MasteryWord;
  declare answers: number;
  declare rightAnswers: number;
  declare lastAnsweredAt: Date | null;
}
