import type { Knex } from 'knex';
import type { Classroom } from './classmate.js';

/** A class whose classmates share lessons, and who watches that nothing is told before its time. */
export async function openClassroom(
  { db, api }: { db: Knex; api: { url: string } },
  { random, isOver }: Pick<Classroom, 'random' | 'isOver'>,
): Promise<Classroom> {
  const lessons = await db('lessons as l')
    .join('topics as t', 't.id', 'l.topicId')
    .join('subjects as s', 's.id', 't.subjectId')
    .whereNull('l.retiredAt')
    .orderBy('l.id')
    .select('l.id', db.raw("s.slug || '/' || t.slug AS topic"));
  const questions: { id: string; explanation: string; evidence: { quote: string } }[] = await db(
    'quizQuestions',
  ).select('id', 'explanation', 'evidence');
  const secrets = new Map(
    questions.map(({ id, explanation, evidence }) => [id, [explanation, evidence.quote]] as const),
  );
  return { api, random, isOver, lessons, secrets, tally: {}, promised: [], faults: [], codes: [] };
}
