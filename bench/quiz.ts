import { createKnex } from '../db/knex.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { measureDrafts } from './quiz/drafts.js';
import { measureItems } from './quiz/items.js';
import { measurePositions } from './quiz/positions.js';
import { measureSubmits } from './quiz/submits.js';

const STATEMENT_MS = 30 * 60_000;

/**
 * What quizzes cost and what they are worth: drafts of questions by rules alone; the statistics of questions made anew
 * from a million answers, against their SQL alone; attempts handed in at 20 a second beside these answers, with the
 * worker running; and where keys stand in all these attempts.
 */
export const quiz: Benchmark = {
  about: 'drafts of questions, their statistics against bare SQL, and attempts handed in',
  run,
};

async function run(bench: Bench): Promise<Figures> {
  const drafts = await measureDrafts(bench);
  const db = createKnex(bench.config.DATABASE_URL, 5, STATEMENT_MS);
  try {
    const items = await measureItems(bench, db);
    const submits = await measureSubmits(bench, db);
    return { drafts, items, submits, positions: await measurePositions(db) };
  } finally {
    await db.destroy();
  }
}
