import type { Transaction } from 'objection';
import { TopicProgress } from '../../db/models/topic-progress.js';
import { NO_MASTERY } from '../../domain/learning/mastery/mastery.js';

/** Locks what is known of a student's knowledge of a topic, which begins with this where there was nothing. */
export async function lockTopicProgress(userId: string, topicId: string, trx: Transaction): Promise<TopicProgress> {
  const progress = await TopicProgress.query(trx)
    .insert({ userId, topicId, ...NO_MASTERY, lastAnsweredAt: null })
    .onConflict(['userId', 'topicId'])
    .merge(['userId'])
    .returning('*')
    .first();
  return progress as unknown as TopicProgress;
}
