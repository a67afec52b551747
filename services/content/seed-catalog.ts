import knex, { type Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { connectionSettings, SILENT } from '../../db/knex.js';
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
      await seedSubjects(trx, catalog);
      await seedTopics(trx, catalog);
    });
  } finally {
    await db.destroy();
  }
}

async function seedSubjects(trx: Knex, catalog: readonly CatalogSubject[]): Promise<void> {
  const rows = catalog.map(({ slug, name, description, position }) => ({
    id: uuidv7(),
    slug,
    name,
    description,
    position,
  }));
  // In the order of slugs, in every process: so none waits for a row of another that waits for its own.
  await trx.raw(
    `INSERT INTO subjects AS held (id, slug, name, description, position)
     SELECT id, slug, name, description, position
     FROM jsonb_to_recordset(CAST(:rows AS jsonb))
       AS given (id uuid, slug text, name text, description text, position integer)
     ORDER BY slug
     ON CONFLICT (slug) DO UPDATE SET name = excluded.name, description = excluded.description,
       position = excluded.position, updated_at = now()
     WHERE (held.name, held.description, held.position)
       IS DISTINCT FROM (excluded.name, excluded.description, excluded.position)`,
    { rows: JSON.stringify(rows) },
  );
}

async function seedTopics(trx: Knex, catalog: readonly CatalogSubject[]): Promise<void> {
  const rows = catalog.flatMap((subject) =>
    subject.topics.map(({ slug, name, summary }, index) => ({
      id: uuidv7(),
      subject: subject.slug,
      slug,
      name,
      summary,
      position: index + 1,
    })),
  );
  await trx.raw(
    `INSERT INTO topics AS held (id, subject_id, slug, name, summary, position)
     SELECT given.id, subjects.id, given.slug, given.name, given.summary, given.position
     FROM jsonb_to_recordset(CAST(:rows AS jsonb))
       AS given (id uuid, subject text, slug text, name text, summary text, position integer)
     JOIN subjects ON subjects.slug = given.subject
     ORDER BY subjects.slug, given.slug
     ON CONFLICT (subject_id, slug) DO UPDATE SET name = excluded.name, summary = excluded.summary,
       position = excluded.position, updated_at = now()
     WHERE (held.name, held.summary, held.position)
       IS DISTINCT FROM (excluded.name, excluded.summary, excluded.position)`,
    { rows: JSON.stringify(rows) },
  );
}
