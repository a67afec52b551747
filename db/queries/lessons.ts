import type { Knex } from 'knex';
import { Lesson } from '../models/lesson.js';
import type { LessonProgress } from '../models/lesson-progress.js';
import type { Topic } from '../models/topic.js';
import { columnsOf } from './columns.js';
import { topicNameOf } from './subjects.js';

/** A lesson with the topic it is of and how far a student is. */
export interface LessonForStudent extends Lesson {
  /** subject/topic. */
  topic: string;
  progress: Pick<LessonProgress, 'position' | 'startedAt' | 'completedAt'> | null;
}

/** What a list of lessons shows of each. */
const SHOWN = ['id', 'topicId', 'slug', 'title', 'minutes', 'objectives'] as const;

/** A lesson as it stands in a list. */
export type ListedLesson = Pick<LessonForStudent, (typeof SHOWN)[number] | 'topic' | 'progress'>;

const PROGRESS = `(SELECT json_build_object('position', p.position, 'startedAt', p.started_at, 'completedAt', p.completed_at)
  FROM lesson_progress p WHERE p.user_id = ? AND p.lesson_id = l.id) AS progress`;
const LISTED = `${columnsOf('l', SHOWN)}, s.slug || '/' || t.slug AS topic, ${PROGRESS}`;

/** Lessons that are offered, with a student's progress, in the order in which they build on each other. */
const offered = (db: Knex, userId: string) =>
  db('lessons as l')
    .join('topics as t', 't.id', 'l.topicId')
    .join('subjects as s', 's.id', 't.subjectId')
    .whereNull('l.retiredAt')
    .orderBy(['s.position', 's.slug', 't.position', 't.slug', 'l.position', 'l.slug'])
    .select<ListedLesson[]>(db.raw(LISTED, [userId]));

/** The lessons of a topic, without their texts. @param topic its slug, which no other topic has */
export const listLessons = async (db: Knex, userId: string, topic: string): Promise<ListedLesson[]> =>
  offered(db, userId).where('t.slug', topic);

/** Lessons that a student has begun and not completed, the one that was read last first. */
export const listLessonsBegun = async (db: Knex, userId: string, limit: number): Promise<ListedLesson[]> =>
  offered(db, userId)
    .join('lessonProgress as begun', 'begun.lessonId', 'l.id')
    .where({ 'begun.userId': userId, 'begun.completedAt': null })
    .clearOrder()
    .orderBy([{ column: 'begun.updatedAt', order: 'desc' }, 'l.id'])
    .limit(limit);

/** One lesson; a retired one only for who has begun it. */
export async function findLesson(db: Knex, userId: string, id: string): Promise<LessonForStudent | undefined> {
  const [lesson] = await Lesson.query(db)
    .alias('l')
    .where('l.id', id)
    .select('l.*', db.raw(`${topicNameOf('l.topic_id')} AS topic`), db.raw(PROGRESS, [userId]))
    .castTo<LessonForStudent[]>();
  return lesson && (lesson.retiredAt === null || lesson.progress) ? lesson : undefined;
}

/** A lesson that was found, with the part of it that holds the words. */
export interface FoundLesson extends ListedLesson {
  excerpt: string;
}

/** What of a lesson can be quoted, in one line without its headings. */
const PROSE = String.raw`btrim(regexp_replace(regexp_replace(l.text, '^#+ .*$', '', 'gn'), '\s+', ' ', 'g'))`;
const EXCERPT = 'StartSel="", StopSel="", MaxFragments=1, MaxWords=30, MinWords=15';

/** Lessons whose title or text has the words of a search, the best first. */
export async function searchLessons(
  db: Knex,
  userId: string,
  { search, limit }: { search: string; limit: number },
): Promise<FoundLesson[]> {
  const query = db.raw(`websearch_to_tsquery('english', ?)`, [search]);
  return offered(db, userId)
    .clearOrder()
    .whereRaw('l.search @@ ?', [query])
    .orderByRaw('ts_rank_cd(l.search, ?) DESC, l.id', [query])
    .limit(limit)
    .select<FoundLesson[]>(db.raw(`ts_headline('english', ${PROSE}, ?, ?) AS excerpt`, [query, EXCERPT]));
}

/** A topic with what is learned before it and how far a student is. */
export interface TopicForStudent extends Pick<Topic, 'id' | 'slug' | 'name' | 'summary'> {
  prerequisites: { topic: string; name: string; isMet: boolean }[];
  lessons: number;
  completed: number;
}

/** Whether a student has completed every lesson that a topic offers; `t` is the topic. */
const COMPLETED = `EXISTS (SELECT FROM lessons l WHERE l.topic_id = t.id AND l.retired_at IS NULL)
  AND NOT EXISTS (SELECT FROM lessons l WHERE l.topic_id = t.id AND l.retired_at IS NULL
    AND NOT EXISTS (SELECT FROM lesson_progress p
      WHERE p.user_id = :userId AND p.lesson_id = l.id AND p.completed_at IS NOT NULL))`;

/** The topics of a subject, in the order in which they build on each other; undefined for no such subject. */
export async function listTopics(db: Knex, userId: string, subject: string): Promise<TopicForStudent[] | undefined> {
  const { rows } = await db.raw<{ rows: { topics: TopicForStudent[] }[] }>(
    `SELECT (SELECT COALESCE(json_agg(json_build_object(
         'id', topic.id, 'slug', topic.slug, 'name', topic.name, 'summary', topic.summary,
         'prerequisites', (SELECT COALESCE(json_agg(json_build_object(
             'topic', s.slug || '/' || t.slug, 'name', t.name, 'isMet', ${COMPLETED})
             ORDER BY s.position, s.slug, t.position, t.slug), '[]')
           FROM topic_prerequisites r JOIN topics t ON t.id = r.prerequisite_id JOIN subjects s ON s.id = t.subject_id
           WHERE r.topic_id = topic.id),
         'lessons', (SELECT count(*) FROM lessons l WHERE l.topic_id = topic.id AND l.retired_at IS NULL),
         'completed', (SELECT count(*) FROM lessons l JOIN lesson_progress p ON p.lesson_id = l.id
           WHERE l.topic_id = topic.id AND l.retired_at IS NULL AND p.user_id = :userId AND p.completed_at IS NOT NULL)
       ) ORDER BY topic.position, topic.slug), '[]')
       FROM topics topic WHERE topic.subject_id = subject.id) AS topics
     FROM subjects subject WHERE subject.slug = :subject`,
    { userId, subject },
  );
  return rows[0]?.topics;
}

/** The lesson that comes after one: the next of its subject that the student has not completed. */
export async function lessonAfter(db: Knex, userId: string, lesson: Lesson): Promise<ListedLesson | undefined> {
  return offered(db, userId)
    .whereRaw('s.id = (SELECT subject_id FROM topics WHERE id = ?)', [lesson.topicId])
    .whereRaw(
      '(t.position, t.slug, l.position, l.slug) > (SELECT position, slug, CAST(? AS integer), CAST(? AS text) FROM topics WHERE id = ?)',
      [lesson.position, lesson.slug, lesson.topicId],
    )
    .whereNotExists(
      db('lessonProgress as p').whereRaw('p.lesson_id = l.id').where({ userId }).whereNotNull('completedAt'),
    )
    .first();
}
