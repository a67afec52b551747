import knex, { type Knex } from 'knex';
import { connectionSettings, SILENT } from './knex.js';
import * as students from './migrations/0001-students.js';
import * as materials from './migrations/0002-materials.js';
import * as doubts from './migrations/0003-doubts.js';
import * as idempotencyKeys from './migrations/0004-idempotency-keys.js';
import * as accounts from './migrations/0005-accounts.js';
import * as profiles from './migrations/0006-profiles.js';
import * as leaving from './migrations/0007-leaving.js';
import * as formats from './migrations/0008-formats.js';
import * as chunks from './migrations/0009-chunks.js';
import * as materialLife from './migrations/0010-material-life.js';
import * as chunkVectors from './migrations/0011-chunk-vectors.js';
import * as aiSpending from './migrations/0012-ai-spending.js';
import * as tutor from './migrations/0013-tutor.js';
import * as reembeddings from './migrations/0014-reembeddings.js';

interface Migration {
  name: string;
  up(trx: Knex): Promise<void>;
}

/** In order; forward only, and never edited once landed. */
const MIGRATIONS: Migration[] = [
  { name: '0001-students', up: students.up },
  { name: '0002-materials', up: materials.up },
  { name: '0003-doubts', up: doubts.up },
  { name: '0004-idempotency-keys', up: idempotencyKeys.up },
  { name: '0005-accounts', up: accounts.up },
  { name: '0006-profiles', up: profiles.up },
  { name: '0007-leaving', up: leaving.up },
  { name: '0008-formats', up: formats.up },
  { name: '0009-chunks', up: chunks.up },
  { name: '0010-material-life', up: materialLife.up },
  { name: '0011-chunk-vectors', up: chunkVectors.up },
  { name: '0012-ai-spending', up: aiSpending.up },
  { name: '0013-tutor', up: tutor.up },
  { name: '0014-reembeddings', up: reembeddings.up },
];

const source: Knex.MigrationSource<Migration> = {
  getMigrations: async () => MIGRATIONS,
  getMigrationName: (migration) => migration.name,
  getMigration: async (migration) => ({
    up: migration.up,
    down: async () => {
      throw new Error('Migrations go forward only');
    },
  }),
};

/** Brings a database to the newest schema; safe to run from several processes at once (they take turns). */
export async function migrateToLatest(databaseUrl: string): Promise<void> {
  const db = knex({
    client: 'pg',
    connection: connectionSettings(databaseUrl) as Knex.PgConnectionConfig,
    pool: { min: 0, max: 2 },
    log: SILENT,
  });
  try {
    await db.migrate.latest({ migrationSource: source });
  } finally {
    await db.destroy();
  }
}
