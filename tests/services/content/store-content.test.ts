import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { createKnex } from '../../../db/knex.js';
import type { CatalogSubject } from '../../../services/content/catalog-schema.js';
import type { ContentLesson } from '../../../services/content/lesson-schema.js';
import { loadContent } from '../../../services/content/load-content.js';
import { storeContent } from '../../../services/content/store-content.js';
import { systemClock } from '../../../services/shared/clock.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

const CONTENT = await loadContent();
const CATALOG = CONTENT.subjects;

let database: TestDatabase;
let db: Knex;
beforeEach(async () => {
  database = await cloneDatabase();
  db = createKnex(database.url, 4);
});
afterEach(async () => {
  await db.destroy();
  await database.drop();
});

/** Stores subjects with no lessons of an origin that has none. */
const store = (subjects: CatalogSubject[], lessons: ContentLesson[] = []) =>
  storeContent({ db, clock: systemClock }, { origin: 'test', subjects, lessons, questions: [] });

/** Every row as it is, with the version that Postgres gives each change of it. */
const rows = async () => ({
  subjects: await db('subjects').select('*', db.raw('xmin::text')).orderBy('slug'),
  topics: await db('topics').select('*', db.raw('xmin::text')).orderBy('id'),
});

const ofMathematics = (change: (subject: CatalogSubject) => CatalogSubject) =>
  CATALOG.map((subject) => (subject.slug === 'mathematics' ? change(subject) : subject));

describe('subjects and topics', () => {
  test('fills an empty database, from several processes at once', async () => {
    await db('quiz_questions').delete();
    await db('subjects').delete();
    await Promise.all(Array.from({ length: 6 }, () => store(CATALOG)));
    const { subjects, topics } = await rows();
    expect(subjects.map(({ slug }) => slug)).toEqual(CATALOG.map(({ slug }) => slug).sort());
    expect(topics).toHaveLength(CATALOG.flatMap(({ topics }) => topics).length);
    for (const { id } of [...subjects, ...topics]) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  test('touches nothing that is right', async () => {
    const before = await rows();
    expect(before.topics.length).toBeGreaterThan(40);
    await store(CATALOG);
    expect(await rows()).toEqual(before);
  });

  test('renames what is named otherwise, and nothing else; ids stay', async () => {
    const before = await rows();
    await store(
      ofMathematics((subject) => ({
        ...subject,
        name: 'Maths',
        topics: subject.topics.map((topic) =>
          topic.slug === 'statistics' ? { ...topic, summary: 'Better words.' } : topic,
        ),
      })),
    );
    const after = await rows();
    const changed = (kind: 'subjects' | 'topics') =>
      after[kind].filter((row, index) => row.xmin !== before[kind][index].xmin);
    expect(changed('subjects')).toMatchObject([{ slug: 'mathematics', name: 'Maths' }]);
    expect(changed('topics')).toMatchObject([{ slug: 'statistics', summary: 'Better words.' }]);
    const ids = ({ subjects, topics }: Awaited<ReturnType<typeof rows>>) =>
      [...subjects, ...topics].map(({ id }) => id);
    expect(ids(after)).toEqual(ids(before));
    const [now, then] = [after, before].map(({ subjects }) => subjects.find(({ slug }) => slug === 'mathematics'));
    expect(now.updatedAt.getTime()).toBeGreaterThan(then.updatedAt.getTime());
  });

  test('adds what is new, puts it into its place, and keeps what is named no more', async () => {
    const topic = {
      ...{ slug: 'sets', name: 'Sets', summary: 'Collect things, and compare collections of things.' },
      prerequisites: [],
    };
    await store(ofMathematics((subject) => ({ ...subject, topics: [topic, ...subject.topics.slice(1)] })));
    const { id } = await db('subjects').where({ slug: 'mathematics' }).first('id');
    const topics = await db('topics').where({ subjectId: id }).orderBy(['position', 'slug']);
    const slugs = CATALOG.find(({ slug }) => slug === 'mathematics')?.topics.map(({ slug }) => slug) ?? [];
    expect(topics.map(({ slug }) => slug)).toEqual([slugs[0], 'sets', ...slugs.slice(1)]);
  });

  test('several versions at once end without waiting for each other for ever', async () => {
    const other = ofMathematics((subject) => ({ ...subject, name: 'Maths', topics: subject.topics.toReversed() }));
    const reversed = CATALOG.map((subject) => ({ ...subject, position: CATALOG.length + 1 - subject.position }));
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => store([CATALOG, other, reversed][index % 3] as typeof CATALOG)),
    );
    await store(CATALOG);
    expect((await db('subjects').orderBy('position')).map(({ slug }) => slug)).toEqual(CATALOG.map(({ slug }) => slug));
  });
});

describe('lessons', () => {
  const lesson = (columns: Partial<ContentLesson> = {}): ContentLesson => ({
    ...{ topic: 'physics/forces', slug: 'made', title: 'Made', minutes: 5, position: 1, hash: 'a', body: 'It is so.' },
    ...{ objectives: ['Know it'], keyPoints: [{ text: 'So.', question: 'How?' }], figures: {} },
    sources: [{ title: 'A work', publisher: 'A house' }],
    ...columns,
  });
  const stored = () => db('lessons').where({ origin: 'test' }).orderBy('slug');
  const counts = (added: number, updated: number, retired: number) => ({
    ...{ lessonsAdded: added, lessonsUpdated: updated, lessonsRetired: retired },
  });

  test('are added, told apart by their hash, and retired when their folder has them no more', async () => {
    expect(await store(CATALOG, [lesson(), lesson({ slug: 'other' })])).toMatchObject(counts(2, 0, 0));
    const [first] = await stored();
    expect(first).toMatchObject({
      objectives: ['Know it'],
      keyPoints: [{ text: 'So.', question: 'How?' }],
      retiredAt: null,
    });
    expect(await store(CATALOG, [lesson(), lesson({ slug: 'other' })])).toMatchObject(counts(0, 0, 0));
    expect(await store(CATALOG, [lesson({ title: 'Better', hash: 'b' })])).toMatchObject(counts(0, 1, 1));
    const [better, retired] = await stored();
    expect(better).toMatchObject({ id: first.id, title: 'Better' });
    expect(retired.retiredAt).not.toBeNull();
    expect(await store(CATALOG, [lesson({ title: 'Better', hash: 'b' }), lesson({ slug: 'other' })])).toMatchObject(
      counts(0, 1, 0),
    );
    expect((await stored()).map(({ retiredAt }) => retiredAt)).toEqual([null, null]);
  });

  test('of another folder are left alone, also where they have the same name', async () => {
    await store(CATALOG, [lesson()]);
    const other = {
      origin: 'other',
      subjects: CATALOG,
      lessons: [lesson({ title: 'Theirs', hash: 'c' })],
      questions: [],
    };
    expect(await storeContent({ db, clock: systemClock }, other)).toMatchObject(counts(0, 0, 0));
    expect(await storeContent({ db, clock: systemClock }, { ...other, lessons: [] })).toMatchObject(counts(0, 0, 0));
    expect(await stored()).toMatchObject([{ title: 'Made', retiredAt: null }]);
  });
});

describe('lessons that are new or changed', () => {
  const index = () => db('lesson_indexes').first();
  const done = () => db('lesson_indexes').update({ status: 'ready', finishedAt: new Date(), nextCheckAt: null });
  const lesson: ContentLesson = {
    ...{
      topic: 'physics/forces',
      slug: 'made',
      title: 'Made',
      minutes: 5,
      position: 1,
      hash: 'a',
      body: 'It is **so**.',
    },
    ...{ objectives: ['Know it'], keyPoints: [{ text: 'So.', question: 'How?' }], figures: {} },
    sources: [{ title: 'A work', publisher: 'A house' }],
  };
  const cut = () => db('lessons').update({ chunkedHash: db.ref('text_hash') });

  test('have the text that they can be quoted with, and are queued to be made searchable', async () => {
    await store(CATALOG, [lesson]);
    expect(await db('lessons').where({ origin: 'test' }).first()).toMatchObject({
      text: 'It is so.\n\n## Key points\n\nHow?\n\nSo.',
      titleWords: expect.arrayContaining(['mad', 'physic', 'forc']),
    });
    expect(await index()).toMatchObject({ status: 'queued', runNo: 1 });
    await Promise.all([cut(), done()]);
    await store(CATALOG, [lesson]);
    expect(await index()).toMatchObject({ status: 'ready', runNo: 1 });
    await store(CATALOG, [{ ...lesson, minutes: 6, hash: 'b' }]);
    expect(await index()).toMatchObject({ status: 'ready', runNo: 1 });
    await store(CATALOG, [{ ...lesson, body: 'It is not so.', hash: 'c' }]);
    expect(await index()).toMatchObject({ status: 'queued', runNo: 2 });
  });

  test('from before there were such texts get theirs though nothing in them has changed', async () => {
    await store(CATALOG, [lesson]);
    await db('lessons').where({ origin: 'test' }).update({ text: '', titleWords: [] });
    expect(await store(CATALOG, [lesson])).toMatchObject({ lessonsUpdated: 1 });
    expect(await db('lessons').where({ origin: 'test' }).first('text')).not.toEqual({ text: '' });
  });
});

test('prerequisites are what the catalog says', async () => {
  const named = async () =>
    (
      await db('topic_prerequisites as r')
        .join('topics as t', 't.id', 'r.topicId')
        .join('topics as p', 'p.id', 'r.prerequisiteId')
        .join('subjects as s', 's.id', 't.subjectId')
        .where('s.slug', 'mathematics')
        .orderBy('p.slug')
        .select('t.slug as topic', 'p.slug as before')
    ).map(({ topic, before }) => `${topic} ${before}`);
  const [one, two, three] = CATALOG.find(({ slug }) => slug === 'mathematics')?.topics ?? [];
  const before = (...slugs: (string | undefined)[]) =>
    ofMathematics((subject) => ({
      ...subject,
      topics: subject.topics.map((topic) => ({
        ...topic,
        prerequisites: topic === three ? slugs.map((slug) => `mathematics/${slug}`) : [],
      })),
    }));
  await store(before(one?.slug, two?.slug));
  expect(await named()).toEqual([`${three?.slug} ${one?.slug}`, `${three?.slug} ${two?.slug}`].toSorted());
  await store(before(two?.slug, 'nowhere'));
  expect(await named()).toEqual([`${three?.slug} ${two?.slug}`]);
});
