import { join } from 'node:path';
import type { ObjectStorage } from '../../clients/storage.js';
import type { Config } from '../../config.js';
import { createKnex } from '../../db/knex.js';
import { migrateToLatest } from '../../db/migrate.js';
import { eraseAgain } from '../../services/account/erasure/erase-again.js';
import { renumberOpenRows } from '../../services/runs/renumber-open-rows.js';
import { systemClock } from '../../services/shared/clock.js';
import type { WorkflowStarter } from '../../services/shared/ports.js';
import { ERASED, readErased } from './folder.js';
import { tellMissing } from './missing-objects.js';
import { restoreKeys, restoreObjects } from './put-back.js';
import { noteEnd } from './restoring.js';

interface Rest {
  folder: string;
  /** Files with ids of people who were erased since. */
  erased: string[];
  /** What the backup says was lost before it. */
  lost: string[] | undefined;
  config: Config;
  storage: ObjectStorage;
  starter: WorkflowStarter;
}

/**
 * Does what a restore has to do once the rows are back, and tells of each step. Repeating it goes on.
 * @returns the exit code: 1 where an object is missing that was not deleted while the backup was taken
 */
export async function restoreTheRest({ folder, erased, lost, config, storage, starter }: Rest): Promise<number> {
  await migrateToLatest(config.DATABASE_URL);
  const db = createKnex(config.DATABASE_URL, 2);
  try {
    const log = { info() {}, warn() {}, error() {} };
    // Nobody works on them before the worker starts, and Temporal needs not know them yet.
    const deps = { db, clock: systemClock, log, starter: { ...starter, start: async () => {} } };
    // First, since objects may take hours: whatever happens then, the accounts of the erased are shut.
    const ids = new Set((await Promise.all([...erased, join(folder, ERASED)].map(readErased))).flat());
    let again = 0;
    for (const id of ids) if (await eraseAgain(deps, id)) again += 1;
    console.log(`Erasures since: ${again} of ${ids.size} people are to be erased again.`);
    const { restored, found } = await restoreObjects(folder, storage);
    console.log(`Objects: ${restored} restored${found > 0 ? `, ${found} were there` : ''}.`);
    await restoreKeys(folder, config);
    const { open, renumbered } = await renumberOpenRows(deps);
    console.log(`Open work: ${open} rows, ${renumbered} of which Temporal knows of a later time and get another run.`);
    const missing = await tellMissing({ folder, lost, db, storage });
    await noteEnd(db);
    console.log('Start the worker and the API: open work goes on within two minutes. Then run `npm run audit`.');
    return missing === 0 ? 0 : 1;
  } finally {
    await db.destroy();
  }
}
