import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { createKnex } from '../../../db/knex.js';
import type { CatalogSubject } from '../../../services/content/catalog-schema.js';
import { loadCatalog } from '../../../services/content/load-catalog.js';
import { seedCatalog } from '../../../services/content/seed-catalog.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

const CATALOG = await loadCatalog();

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

/** Every row as it is, with the version that Postgres gives each change of it. */
const rows = async () => ({
  subjects: await db('subjects').select('*', db.raw('xmin::text')).orderBy('slug'),
  topics: await db('topics').select('*', db.raw('xmin::text')).orderBy('id'),
});

const ofMathematics = (change: (subject: CatalogSubject) => CatalogSubject) =>
  CATALOG.map((subject) => (subject.slug === 'mathematics' ? change(subject) : subject));

describe('the seeder', () => {
  test('fills an empty database, from several processes at once', async () => {
    await db('subjects').delete();
    await Promise.all(Array.from({ length: 6 }, () => seedCatalog(database.url, CATALOG)));
    const { subjects, topics } = await rows();
    expect(subjects.map(({ slug }) => slug)).toEqual(CATALOG.map(({ slug }) => slug).sort());
    expect(topics).toHaveLength(CATALOG.flatMap(({ topics }) => topics).length);
    for (const { id } of [...subjects, ...topics]) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  test('touches nothing that is right', async () => {
    const before = await rows();
    expect(before.topics.length).toBeGreaterThan(40);
    await seedCatalog(database.url, CATALOG);
    expect(await rows()).toEqual(before);
  });

  test('renames what is named otherwise, and nothing else; ids stay', async () => {
    const before = await rows();
    await seedCatalog(
      database.url,
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
    const topic = { slug: 'sets', name: 'Sets', summary: 'Collect things, and compare collections of things.' };
    await seedCatalog(
      database.url,
      ofMathematics((subject) => ({ ...subject, topics: [topic, ...subject.topics.slice(1)] })),
    );
    const { id } = await db('subjects').where({ slug: 'mathematics' }).first('id');
    const topics = await db('topics').where({ subjectId: id }).orderBy(['position', 'slug']);
    const slugs = CATALOG.find(({ slug }) => slug === 'mathematics')?.topics.map(({ slug }) => slug) ?? [];
    expect(topics.map(({ slug }) => slug)).toEqual([slugs[0], 'sets', ...slugs.slice(1)]);
  });

  test('several versions at once end without waiting for each other for ever', async () => {
    const other = ofMathematics((subject) => ({ ...subject, name: 'Maths', topics: subject.topics.toReversed() }));
    const reversed = CATALOG.map((subject) => ({ ...subject, position: CATALOG.length + 1 - subject.position }));
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        seedCatalog(database.url, [CATALOG, other, reversed][index % 3] as typeof CATALOG),
      ),
    );
    await seedCatalog(database.url, CATALOG);
    expect((await db('subjects').orderBy('position')).map(({ slug }) => slug)).toEqual(CATALOG.map(({ slug }) => slug));
  });
});
