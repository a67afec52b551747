import type { Knex } from 'knex';

/** Topics of students that have answers or say something of them, in the order of the students' and the topics' ids. */
export async function topicsAnswered(
  db: Knex,
  { after, limit }: { after?: { userId: string; topicId: string } | undefined; limit: number },
): Promise<{ userId: string; topicId: string }[]> {
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
