import { createHash } from 'node:crypto';
import type { Transaction } from 'objection';
import type { Question } from '../../db/models/question.js';
import { POINTS } from '../../domain/game/xp.js';
import { foldText } from '../../domain/text/fold-text.js';
import { type Activity, creditActivity } from '../game/credit-activity.js';
import { raiseVersion } from '../game/raise-version.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { questionText } from './question-text.js';

/**
 * Credits a question that was answered, on the day on which it was asked. The same question counts once: of one that
 * counted before only the version is raised.
 */
export async function creditAnswer(question: Question, now: Date, after: AfterCommit, trx: Transaction): Promise<void> {
  const { id, userId, createdAt, topicId } = question;
  const activity: Activity = {
    ...{ userId, kind: 'question', cause: causeOf(question), sourceId: id, at: createdAt, topicId },
    points: POINTS.answeredQuestion,
    adds: { questionsAnswered: 1 },
  };
  if (!(await creditActivity(activity, now, after, trx))) await raiseVersion(userId, trx);
}

/** The natural key of an answer's XP: what is asked, whatever its case, accents, marks and spaces. */
export function causeOf(question: Pick<Question, 'id' | 'question' | 'imageText'>): string {
  const words = foldText(questionText(question)).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [question.id];
  return `question:${createHash('sha256').update(words.join(' ')).digest('hex')}`;
}
