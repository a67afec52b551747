import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Knex } from 'knex';
import { createKnex } from '../../db/knex.js';
import { createLog } from '../../log.js';
import type { TransactionDeps } from '../../services/runs/in-transaction.js';
import { systemClock } from '../../services/shared/clock.js';
import { cloneDatabase, type TestDatabase } from './database.js';
import { createToldStarter, type ToldStarter } from './told-starter.js';

/** What services stand on: a real database, and a starter that only tells what it was told. */
export interface TestServices extends TransactionDeps {
  starter: ToldStarter;
}

/** Gives the file that calls it services of its own, from before its first test until after its last. */
export function useTestServices(): TestServices {
  let database: TestDatabase;
  let db: Knex;
  const starter = createToldStarter();
  beforeAll(async () => {
    database = await cloneDatabase();
    db = createKnex(database.url, 5);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });
  beforeEach(() => {
    starter.started.length = 0;
    starter.cancelled.length = 0;
  });
  return {
    get db() {
      return db;
    },
    starter,
    log: createLog('silent', 'test'),
    clock: systemClock,
  };
}
