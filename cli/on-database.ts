import type { Knex } from 'knex';
import { type Config, loadConfig } from '../config.js';
import { createKnex } from '../db/knex.js';
import { isEngineAway } from '../lib/engine-faults.js';
import { postgres } from '../stack/engines/postgres.js';
import { portsFromEnvironment } from '../stack/ports.js';

/**
 * Runs a command on DATABASE_URL, by default that of `npm start`, and prints what it tells.
 * @returns the exit code: 1 where it failed, which is told in a sentence
 */
export async function onDatabase(command: (db: Knex, config: Config) => Promise<string>): Promise<number> {
  const url = postgres.address(portsFromEnvironment(process.env));
  const config = loadConfig({ DATABASE_URL: url, ...process.env });
  const db = createKnex(config.DATABASE_URL, 2);
  try {
    console.log(await command(db, config));
    return 0;
  } catch (error) {
    const away = isEngineAway(error) && 'The database does not answer: is `npm start` running, or DATABASE_URL right?';
    console.error(away || (error instanceof Error ? error.message : error));
    return 1;
  } finally {
    await db.destroy();
  }
}
