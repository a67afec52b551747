/** `npm run rebuild -- xp | mastery`: makes what is derived from ledgers anew. Works on DATABASE_URL, by default that of `npm start`. */
import type { Knex } from 'knex';
import { rebuildLevels } from '../services/game/rebuild-levels.js';
import { rebuildMastery } from '../services/mastery/rebuild-mastery.js';
import { systemClock } from '../services/shared/clock.js';
import { onDatabase } from './on-database.js';

const USAGE = `npm run rebuild -- xp          sum the XP and level of every student anew from the ledger
npm run rebuild -- mastery     trace the mastery of every student anew from the answers`;

const REBUILDS: Record<string, (db: Knex) => Promise<string>> = {
  xp: async (db) => {
    const { students, repaired } = await rebuildLevels({ db, clock: systemClock });
    return `The ledgers of ${students} students were summed; ${repaired} had another sum before.`;
  },
  mastery: async (db) => {
    const { topics, repaired } = await rebuildMastery({ db });
    return `The answers of ${topics} topics of students were traced; ${repaired} had another state before.`;
  },
};

async function main([what = '', ...rest]: string[]): Promise<number> {
  const rebuild = Object.hasOwn(REBUILDS, what) && rest.length === 0 ? REBUILDS[what] : undefined;
  if (!rebuild) {
    console.error(USAGE);
    return 2;
  }
  return onDatabase(rebuild);
}

process.exitCode = await main(process.argv.slice(2));
