import knex, { type Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { connectionSettings, SILENT } from '../../db/knex.js';
import { type SubjectRow, type TopicRow, upsertSubjects, upsertTopics } from '../../db/queries/catalog.js';
import type { CatalogSubject } from './catalog-schema.js';

/**
 * Brings a database's subjects and topics to what the catalog of `loadCatalog` says. Slugs tell what is new and what
 * is changed: rows keep their ids, rows that are right are not touched, and rows that the catalog does not name stay,
 * since students may have chosen them. Safe to repeat, and to run from several processes at once.
 */
export async function seedCatalog(databaseUrl: string, catalog: readonly CatalogSubject[]): Promise<void> {
  const db = knex({
    client: 'pg',
    connection: connectionSettings(databaseUrl) as Knex.PgConnectionConfig,
    pool: { min: 0, max: 1 },
    log: SILENT,
  });
  try {
    await db.transaction(async (trx) => {
      await upsertSubjects(trx, subjectsOf(catalog));
      await upsertTopics(trx, topicsOf(catalog));
    });
  } finally {
    await db.destroy();
  }
}

const subjectsOf = (catalog: readonly CatalogSubject[]): SubjectRow[] =>
  catalog.map(({ slug, name, description, position }) => ({ id: uuidv7(), slug, name, description, position }));

const topicsOf = (catalog: readonly CatalogSubject[]): TopicRow[] =>
  catalog.flatMap((subject) =>
    subject.topics.map(({ slug, name, summary }, index) => ({
      id: uuidv7(),
      subject: subject.slug,
      slug,
      name,
      summary,
      position: index + 1,
    })),
  );
