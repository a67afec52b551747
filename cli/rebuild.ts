/** `npm run rebuild -- xp | stats | mastery | items`: makes what is derived from the ledger or from answers anew. Works on DATABASE_URL, by default that of `npm start`. */
import type { Knex } from 'knex';
import { rebuildLevels } from '../services/game/rebuild-levels.js';
import { rebuildStats } from '../services/game/rebuild-stats.js';
import { rebuildMastery } from '../services/mastery/rebuild-mastery.js';
import { rebuildStatistics } from '../services/quizzes/statistics/rebuild-statistics.js';
import { systemClock } from '../services/shared/clock.js';
import { onDatabase } from './on-database.js';

const USAGE = `npm run rebuild -- xp        sum the XP and level of every student anew from the ledger
npm run rebuild -- stats     count what every student has done anew from the ledger, and mastery
npm run rebuild -- mastery   count the mastery of every topic of every student anew from their answers
npm run rebuild -- items     count the statistics of every question of the bank anew from the first answers`;

const REBUILDS: Record<string, (db: Knex) => Promise<string>> = {
  async xp(db) {
    const { looked, repaired } = await rebuildLevels({ db, clock: systemClock });
    return `The ledgers of ${looked} students were summed; ${repaired} had another sum before.`;
  },
  async stats(db) {
    const { looked, repaired } = await rebuildStats({ db, clock: systemClock });
    return `The work of ${looked} students was counted; of ${repaired} something else was before.\n${await mastery(db)}`;
  },
  mastery,
  async items(db) {
    const { questions, repaired } = await rebuildStatistics({ db });
    return `The first answers to ${questions} questions were counted; ${repaired} had other sums before.`;
  },
};

async function mastery(db: Knex): Promise<string> {
  const { looked, repaired } = await rebuildMastery({ db });
  return `The answers to ${looked} topics of students were counted; ${repaired} said something else before.`;
}

async function main([name = '', ...more]: string[]): Promise<number> {
  const rebuild = Object.hasOwn(REBUILDS, name) && more.length === 0 ? REBUILDS[name] : undefined;
  if (!rebuild) {
    console.error(USAGE);
    return 2;
  }
  return onDatabase(rebuild);
}

process.exitCode = await main(process.argv.slice(2));
