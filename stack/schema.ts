/** `npm run schema`: writes db/schema.sql from a fresh database that the migrations were run on. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withKnex } from '../db/knex.js';
import { migrateToLatest } from '../db/migrate.js';
import type { Children } from './children.js';
import { dropDatabase, ensureDatabase, withDatabase } from './databases.js';
import { removeData, startEngines } from './engines/start.js';
import { launch } from './launcher.js';
import { homeAt, ROOT } from './paths.js';
import { freePorts } from './ports.js';
import { createProgress } from './progress.js';
import { schemaText } from './schema-text.js';

const folder = join(ROOT, '.scholium', 'schema');
const home = homeAt(folder);
const progress = createProgress();

async function writeSchema(children: Children): Promise<number> {
  const ports = await freePorts();
  const engines = await startEngines({ children, ports, durable: false, progress, only: ['postgres'] });
  const url = withDatabase(engines.env.DATABASE_URL as string, `scholium_schema_${process.pid}`);
  await ensureDatabase(url);
  await migrateToLatest(url);
  writeFileSync(join(ROOT, 'db', 'schema.sql'), await withKnex(url, schemaText));
  await dropDatabase(url);
  progress.line('Wrote db/schema.sql.');
  return 0;
}

function cleanUp(): void {
  removeData(home);
  rmSync(folder, { recursive: true, force: true });
}

await launch({ home, marker: fileURLToPath(import.meta.url), progress, work: writeSchema, cleanUp });
