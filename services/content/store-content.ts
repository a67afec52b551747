import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { areLessonsCut } from '../../db/queries/lesson-chunks.js';
import { type LessonRow, retireLessons, storeLessons } from '../../db/queries/lesson-content.js';
import {
  type SubjectRow,
  storePrerequisites,
  storeSubjects,
  storeTopics,
  type TopicRow,
} from '../../db/queries/subjects.js';
import { lessonText } from '../../domain/learning/lesson-text.js';
import { searchWords } from '../../domain/text/search-words.js';
import { lockLessonIndex, requeueLessonIndex } from '../lessons/queue-lesson-index.js';
import type { Clock } from '../shared/clock.js';
import type { Content } from './load-content.js';
import { storeQuestions } from './store-questions.js';

export interface StoreContentDeps {
  db: Knex;
  clock: Clock;
}

/** What a database was brought to: rows that were right are in no number. */
export interface ContentReport {
  subjects: number;
  topics: number;
  lessonsAdded: number;
  lessonsUpdated: number;
  lessonsRetired: number;
  questionsAdded: number;
  questionsChanged: number;
  questionsRetired: number;
}

/**
 * Brings a database to what the content says. Slugs tell what is new and what is changed: rows keep their ids, rows that
 * are right are not touched, and subjects and topics that are named no more stay, since students may have chosen them.
 * Lessons and questions that their own folder names no more are retired: nobody's progress or attempt is lost. Lessons
 * whose text is new are queued to be made searchable. Safe to repeat, and to run from several processes at once.
 */
export function storeContent({ db, clock }: StoreContentDeps, content: Content): Promise<ContentReport> {
  return db.transaction(async (trx) => {
    const subjects = await storeSubjects(trx, subjectRows(content));
    const topics = await storeTopics(trx, topicRows(content));
    await storePrerequisites(trx, prerequisiteRows(content));
    const now = clock();
    const index = await lockLessonIndex(now, trx);
    const lessons = await storeLessons(trx, content.origin, lessonRows(content));
    const names = content.lessons.map(({ topic, slug }) => `${topic}/${slug}`);
    const lessonsRetired = await retireLessons(trx, content.origin, names);
    if (!(await areLessonsCut(trx))) await requeueLessonIndex(index, now, trx);
    const questions = await storeQuestions(content, trx);
    return {
      ...{ subjects, topics, lessonsAdded: lessons.added, lessonsUpdated: lessons.updated, lessonsRetired },
      questionsAdded: questions.added,
      questionsChanged: questions.changed,
      questionsRetired: questions.retired,
    };
  });
}

const subjectRows = ({ subjects }: Content): SubjectRow[] =>
  subjects.map(({ slug, name, description, position }) => ({ id: uuidv7(), slug, name, description, position }));

const topicRows = ({ subjects }: Content): TopicRow[] =>
  subjects.flatMap((subject) =>
    subject.topics.map(({ slug, name, summary }, index) => ({
      ...{ id: uuidv7(), subject: subject.slug, slug, name, summary },
      position: index + 1,
    })),
  );

const prerequisiteRows = ({ subjects }: Content) =>
  subjects.flatMap(({ slug, topics }) =>
    topics.map((topic) => ({ topic: `${slug}/${topic.slug}`, before: topic.prerequisites })),
  );

const lessonRows = ({ lessons }: Content): LessonRow[] =>
  lessons.map((lesson) => ({
    ...lesson,
    id: uuidv7(),
    text: lessonText(lesson),
    titleWords: searchWords(`${lesson.title} ${lesson.topic.replaceAll(/[-/]/g, ' ')}`),
  }));
