/** `npm run rebuild -- xp`: makes what is derived from the ledger anew. Works on DATABASE_URL, by default that of `npm start`. */
import { rebuildLevels } from '../services/game/rebuild-levels.js';
import { systemClock } from '../services/shared/clock.js';
import { onDatabase } from './on-database.js';

const USAGE = 'npm run rebuild -- xp        sum the XP and level of every student anew from the ledger';

async function main(args: string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== 'xp') {
    console.error(USAGE);
    return 2;
  }
  return onDatabase(async (db) => {
    const { students, repaired } = await rebuildLevels({ db, clock: systemClock });
    return `The ledgers of ${students} students were summed; ${repaired} had another sum before.`;
  });
}

process.exitCode = await main(process.argv.slice(2));
