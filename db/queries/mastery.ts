import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { Row } from '../models/base-model.js';
import type { TopicAnswerRow } from '../models/topic-answer.js';

/** An answer that is to be kept. */
export type NewAnswer = Omit<TopicAnswerRow, keyof Row>;

/** Inserts answers, but those that were given before. @returns those that were inserted */
export async function insertAnswers(trx: Transaction, answers: readonly NewAnswer[]): Promise<NewAnswer[]> {
  // Not by the model: of rows that are ignored, Objection gives what was to be inserted.
  return trx('topicAnswers').insert(answers).onConflict(['userId', 'cause']).ignore().returning('*');
}

/** A topic of a student. */
export interface TopicOfStudent {
  userId: string;
  topicId: string;
}

/** Topics of students that have answers or say something of them, in the order of the students' and the topics' ids. */
export async function topicsAnswered(
  db: Knex,
  { after, limit }: { after?: TopicOfStudent | undefined; limit: number },
): Promise<TopicOfStudent[]> {
  const rows = (table: string) => {
    const query = db(table).distinct('userId', 'topicId').orderBy(['userId', 'topicId']).limit(limit);
    if (after) query.whereRaw('(user_id, topic_id) > (?, ?)', [after.userId, after.topicId]);
    return query;
  };
  return db
    .union([rows('topicAnswers'), rows('topicProgress')], true)
    .orderBy(['userId', 'topicId'])
    .limit(limit);
}
