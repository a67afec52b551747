import { beforeEach, expect, test } from '@jest/globals';
import { lessonAfter, listLessons, listLessonsBegun, listTopics, searchLessons } from '../../../db/queries/lessons.js';
import { gatherFactRows, readCatalog, readWishes } from '../../../db/queries/recommendation-facts.js';
import { listStudentsOfRules } from '../../../db/queries/recommendations.js';
import { listSubjects } from '../../../db/queries/subjects.js';
import { asTheyLie } from '../../support/as-they-lie.js';
import {
  buildLesson,
  buildLessonProgress,
  buildMaterial,
  buildStats,
  buildStudent,
  buildTopic,
} from '../../support/factories/index.js';
import { allAndPart, idsOf, inOrder, newIds, scrambled } from '../../support/scrambled.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  for (const table of ['quiz_questions', 'subjects']) await services.db(table).delete();
  userId = (await buildStudent(services.db)).id;
});

/** Slugs with their positions, in order: by position, and by slug where two have one. */
const SLUGS = ['m', 'a', 'z', 'b', 'y'];
const placed = (place: number) => ({ slug: SLUGS[place] ?? '', position: Math.ceil(place / 2) });
const anySubject = async () => (await buildTopic(services.db)).subjectId;
const slugsOf = (rows: readonly { slug: string }[] = []): string[] => rows.map(({ slug }) => slug);

test('subjects are listed by position and slug, and so are the topics of each', async () => {
  await scrambled(SLUGS, async (_slug, place) => {
    const row = { ...placed(place), name: 'Made', description: 'A subject of a test.' };
    const [{ id: subjectId }] = await services.db('subjects').insert({ id: newIds()[0], ...row }, 'id');
    await scrambled(SLUGS, (_other, at) => buildTopic(services.db, { subjectId, ...placed(at) }));
  });
  const subjects = await asTheyLie(services.db, (trx) => listSubjects(trx));
  expect(slugsOf(subjects)).toEqual(SLUGS);
  for (const { topics } of subjects) expect(slugsOf(topics)).toEqual(SLUGS);
  const topics = await asTheyLie(services.db, (trx) => listTopics(trx, userId, 'z'));
  expect(slugsOf(topics)).toEqual(SLUGS);
  const catalog = await asTheyLie(services.db, (trx) => readCatalog(trx));
  expect(catalog.map(({ name }) => name)).toEqual(SLUGS.flatMap((slug) => SLUGS.map((topic) => `${slug}/${topic}`)));
});

test('what is learned before a topic is listed by position and slug', async () => {
  const { id: topicId, subjectId, slug } = await buildTopic(services.db, { position: 9 });
  const subject = await services.db('subjects').where({ id: subjectId }).first('slug');
  await scrambled(SLUGS, async (_slug, place) => {
    const { id: prerequisiteId } = await buildTopic(services.db, { subjectId, ...placed(place) });
    await services.db('topic_prerequisites').insert({ topicId, prerequisiteId });
  });
  const topics = await asTheyLie(services.db, (trx) => listTopics(trx, userId, subject.slug));
  const { prerequisites = [] } = topics?.find((topic) => topic.slug === slug) ?? {};
  expect(prerequisites.map(({ topic }) => topic)).toEqual(SLUGS.map((before) => `${subject.slug}/${before}`));
});

test('what is learned before a topic is listed subject by subject, also where two have one position', async () => {
  const { id: topicId, subjectId, slug } = await buildTopic(services.db);
  const own = await services.db('subjects').where({ id: subjectId }).first('slug');
  for (const [subject, position] of [
    ['b', 1],
    ['a', 2],
  ] as const) {
    const before = await buildTopic(services.db, { slug: 'made', position });
    await services.db('subjects').where({ id: before.subjectId }).update({ slug: subject, position: 7 });
    await services.db('topic_prerequisites').insert({ topicId, prerequisiteId: before.id });
  }
  const topics = await asTheyLie(services.db, (trx) => listTopics(trx, userId, own.slug));
  const { prerequisites = [] } = topics?.find((topic) => topic.slug === slug) ?? {};
  expect(prerequisites.map(({ topic }) => topic)).toEqual(['a/made', 'b/made']);
});

test('lessons of a topic are listed by position and slug, and one follows the other', async () => {
  const topic = await buildTopic(services.db);
  await scrambled(SLUGS, (_slug, place) =>
    buildLesson(services.db, { topicId: topic.id, ...placed(place), title: `${place}` }),
  );
  const lessons = await asTheyLie(services.db, (trx) => listLessons(trx, userId, topic.slug));
  expect(slugsOf(lessons)).toEqual(SLUGS);
  const [, second] = await services.db('lessons').where({ topicId: topic.id }).orderBy('title');
  expect((await asTheyLie(services.db, (trx) => lessonAfter(trx, userId, second)))?.slug).toBe(SLUGS[2]);
  const [made] = await asTheyLie(services.db, (trx) => readCatalog(trx));
  expect(made?.lessons.map(({ title }) => title)).toEqual(['0', '1', '2', '3', '4']);
});

test('lessons that were begun are listed by when they were read last, and by id where that was at once', async () => {
  const { id: topicId } = await buildTopic(services.db);
  const ids = newIds();
  const [first, second, third, fourth, fifth] = ids;
  await scrambled(ids, async (id, place) => {
    await buildLesson(services.db, { id, topicId });
    await buildLessonProgress(services.db, { userId, lessonId: id, updatedAt: new Date(Math.ceil(place / 2)) });
  });
  const begun = await asTheyLie(services.db, (trx) => listLessonsBegun(trx, userId, 4));
  expect(idsOf(begun)).toEqual([fourth, fifth, second, third]);
  expect(idsOf(await asTheyLie(services.db, (trx) => listLessonsBegun(trx, userId, 9))).at(-1)).toBe(first);
});

test('lessons that were found are listed best first, and by id where none is better', async () => {
  const { id: topicId } = await buildTopic(services.db);
  const ids = newIds();
  const [first, second, third, fourth, fifth] = ids;
  await scrambled(ids, (id, place) =>
    buildLesson(services.db, { id, topicId, title: place === 3 ? 'Tides' : 'Sea', body: 'Tides come.' }),
  );
  const found = await asTheyLie(services.db, (trx) => searchLessons(trx, userId, { search: 'tides', limit: 9 }));
  expect(idsOf(found)).toEqual([fourth, first, second, third, fifth]);
});

test('recommendations are made of materials newest first, of subjects as they were chosen, and of students by id', async () => {
  const ids = newIds();
  await scrambled(ids, (id) => buildMaterial(services.db, { id, ownerId: userId }));
  const planned = [{ userId, day: '2026-03-02', startsAt: new Date('2026-03-02T04:00:00Z') }];
  const { unasked } = await asTheyLie(services.db, (trx) => gatherFactRows(trx, planned));
  expect(unasked.get(userId)?.map(({ materialId }) => materialId)).toEqual(ids.toReversed().slice(0, 3));

  const subjectIds: string[] = [];
  while (subjectIds.length < 5) subjectIds.push(await anySubject());
  await scrambled(subjectIds, (subjectId, position) =>
    services.db('user_subjects').insert({ userId, subjectId, position }),
  );
  const [wishes] = await asTheyLie(services.db, (trx) => readWishes(trx, [userId]));
  expect(wishes?.subjectIds).toEqual(subjectIds);

  const students = newIds();
  await scrambled(students, async (id) => {
    await buildStudent(services.db, { id });
    await buildStats(services.db, { userId: id, stats: { lastActiveDay: '2026-03-02' } });
  });
  const of = { rules: [{ timeZone: 'UTC', dayStartsAt: 4 }], at: new Date(), since: '2026-03-01' };
  const read = await allAndPart(services.db, (trx, { limit, cursor = null }) =>
    listStudentsOfRules(trx, { ...of, limit, after: cursor }),
  );
  expect(read).toEqual(inOrder(students));
});
