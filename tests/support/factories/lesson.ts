import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Lesson } from '../../../db/models/lesson.js';
import { LessonIndex } from '../../../db/models/lesson-index.js';
import { LessonProgress } from '../../../db/models/lesson-progress.js';
import { Topic } from '../../../db/models/topic.js';
import { workflowIdOf } from '../../../domain/runs/flows.js';
import { type Columns, insertRow } from './insert-row.js';
import { failureOf, runColumns } from './run-columns.js';

/** A topic of a subject of its own. */
export async function buildTopic(db: Knex, columns: Columns<Topic> = {}): Promise<Topic> {
  const slug = `made-${randomUUID().replaceAll(/\d/g, 'x')}`;
  const subject = { id: randomUUID(), slug, name: 'Made', description: 'A subject of a test.', position: 100 };
  if (!columns.subjectId) await db('subjects').insert(subject);
  return insertRow(Topic, db, {
    subjectId: subject.id,
    slug,
    name: 'Made',
    summary: 'A topic.',
    position: 1,
    ...columns,
  });
}

/** A lesson that nothing retires. */
export const buildLesson = (db: Knex, columns: Columns<Lesson, 'topicId'>): Promise<Lesson> =>
  insertRow(Lesson, db, {
    ...{ slug: `made-${randomUUID()}`, title: 'A lesson', minutes: 5, position: 1, origin: 'test', hash: randomUUID() },
    ...{ objectives: ['Know it'], keyPoints: [{ text: 'It is so.', question: 'How is it?' }] },
    ...{ sources: [{ title: 'A work', publisher: 'A house' }], body: 'It is so.', text: 'It is so.', figures: {} },
    ...columns,
  });

/** The work that makes lessons searchable: done, if nothing else is said. There is one, and this takes its place. */
export async function buildLessonIndex(db: Knex, columns: Columns<LessonIndex> = {}): Promise<LessonIndex> {
  const { id = randomUUID(), runNo = 1, status = 'ready' } = columns;
  await db('lesson_indexes').delete();
  const run = { id, workflowId: workflowIdOf('indexLessons', { id, runNo }), failure: failureOf(status) };
  return insertRow(LessonIndex, db, { ...run, ...runColumns(status), ...columns });
}

/** A lesson that was begun. */
export const buildLessonProgress = (
  db: Knex,
  columns: Columns<LessonProgress, 'userId' | 'lessonId'>,
): Promise<LessonProgress> => insertRow(LessonProgress, db, { position: 0.5, startedAt: new Date(), ...columns });
