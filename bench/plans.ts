import { createKnex } from '../db/knex.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { printTable, printTarget } from './report.js';
import { fillLists } from './requests/fill.js';
import { READS, statementsOf } from './requests/lists.js';
import { bigTables, explainStatement, type StatementPlan } from './requests/plans.js';

const STUDENTS = { short: 5_000, usual: 100_000 };
/** From so many pages of 8 KiB on a table is too big to be read from end to end for one student. */
const BIG = 200;
/** Pages that one statement may look at; the whole dashboard is one. */
const MAX_BUFFERS = 1_500;
/** Who are looked at: of the first, who have much, and of the others. */
const READERS = 3;
const STATEMENT_MS = 30 * 60_000;

/** How PostgreSQL runs the statements of what is read most, among 100,000 students (5,000 in the short form). */
export const plans: Benchmark = { about: 'plans of what is read most, among 100,000 students', run };

async function run({ config, isShort, say }: Bench): Promise<Figures> {
  const students = isShort ? STUDENTS.short : STUDENTS.usual;
  const db = createKnex(config.DATABASE_URL, 5, STATEMENT_MS);
  try {
    say(`${students} students …`);
    await fillLists(db, students, (made) => made % 20_000 === 0 && say(`  ${made} students`));
    const ids: string[] = await db('bench_students')
      .whereRaw('n < :some OR n >= :others', { some: READERS, others: students - READERS })
      .pluck('id');
    const big = await bigTables(db, BIG);
    const reads = [];
    for (const read of READS) {
      const runs: StatementPlan[] = [];
      for (const id of ids)
        for (const sent of await statementsOf(read, db, id)) {
          const one = await explainStatement(db, sent, big);
          if (one) runs.push(one);
        }
      reads.push({ path: read.path, ...summaryOf(runs) });
    }
    return report(students, reads);
  } finally {
    await db.destroy();
  }
}

interface Summary {
  scanned: string[];
  indexes: string[];
  /** Of the statement that looks at most. */
  buffers: number;
}

const summaryOf = (runs: readonly StatementPlan[]): Summary => ({
  scanned: [...new Set(runs.flatMap(({ scanned }) => scanned))],
  indexes: [...new Set(runs.flatMap(({ indexes }) => indexes))].sort(),
  buffers: Math.max(0, ...runs.map(({ buffers }) => buffers)),
});

function report(students: number, reads: readonly (Summary & { path: string })[]): Figures {
  printTable(
    [`${students} students`, 'pages', 'read whole'],
    reads.map(({ path, buffers, scanned }) => [path, String(buffers), scanned.join(', ') || '-']),
  );
  for (const { path, indexes } of reads) console.log(`${path} by ${indexes.join(', ')}`);
  const withinPlans = printTarget(
    'no big table is read whole',
    reads.every(({ scanned }) => scanned.length === 0),
  );
  const most = Math.max(...reads.map(({ buffers }) => buffers));
  const withinBuffers = printTarget(`a statement looks at ${MAX_BUFFERS} pages at most (${most})`, most <= MAX_BUFFERS);
  return { students, reads, withinPlans, withinBuffers, withinRatios: withinPlans && withinBuffers };
}
