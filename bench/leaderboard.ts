import type { Knex } from 'knex';
import { createKnex } from '../db/knex.js';
import { addDays } from '../domain/game/calendar-day.js';
import { utcDay } from '../domain/utc-day.js';
import { makeBoards } from '../services/boards/make-boards.js';
import { openBoards } from '../services/boards/open-boards.js';
import { systemClock } from '../services/shared/clock.js';
import { startApi } from './api-process.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { fillLedger, LINES } from './leaderboard/fill.js';
import { rankRaw } from './leaderboard/raw.js';
import { onTheBeat } from './on-the-beat.js';
import { printTable, printTarget } from './report.js';
import { signIn } from './sign-in.js';
import { median, percentiles, rounded } from './statistics.js';

const STUDENTS = { short: 5_000, usual: 100_000, full: 1_000_000 };
const ROUNDS = 3;
const TARGET = 1.5;
const PER_SECOND = 50;
const STATEMENT_MS = 30 * 60_000;

/**
 * The boards of a day by the product's service in this process, against one statement of bare SQL a board, in turns; and
 * the longest batch, which is what a student may wait for. Then boards are read at 50 a second from the real API: cold,
 * each by a student whom it does not know yet, and again by the same.
 */
export const leaderboard: Benchmark = { about: 'the boards of a day against bare SQL, and reads of them', run };

async function run(bench: Bench): Promise<Figures> {
  const { isShort, isFull, say, config } = bench;
  const students = isShort ? STUDENTS.short : isFull ? STUDENTS.full : STUDENTS.usual;
  const db = createKnex(config.DATABASE_URL, 5, STATEMENT_MS);
  try {
    say(`${students} students with ${students * LINES} lines of the ledger …`);
    await fillLedger(db, students, (made) => made % 100_000 === 0 && say(`  ${made} students`));
    const runs = await timeRounds(bench, db);
    // The board before, against which changes are told.
    await makeDay(db, addDays(utcDay(systemClock()), -2));
    const reads = await readAtPace(bench, db);
    return report(students, runs, reads);
  } finally {
    await db.destroy();
  }
}

interface Runs {
  /** Seconds of each round. */
  product: number[];
  raw: number[];
  /** Milliseconds of the longest batch. */
  longestMs: number;
}

async function timeRounds({ say }: Bench, db: Knex): Promise<Runs> {
  const day = addDays(utcDay(systemClock()), -1);
  const runs: Runs = { product: [], raw: [], longestMs: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const table of ['leaderboard_entries', 'leaderboards', 'leaderboard_runs']) await db(table).delete();
    await db.raw('VACUUM (ANALYZE) leaderboard_sums, leaderboard_entries');
    let began = performance.now();
    runs.longestMs = Math.max(runs.longestMs, await makeDay(db, day));
    runs.product.push((performance.now() - began) / 1_000);
    began = performance.now();
    const lines = await rankRaw(db, day);
    runs.raw.push((performance.now() - began) / 1_000);
    const made = await db('leaderboard_entries').count('* as lines').first();
    if (Number(made?.lines) !== lines) throw new Error(`${made?.lines} lines instead of ${lines}`);
    say(`round ${round + 1}: ${runs.product.at(-1)?.toFixed(1)} s, SQL alone ${runs.raw.at(-1)?.toFixed(1)} s`);
  }
  return runs;
}

/** @returns milliseconds of its longest batch */
async function makeDay(db: Knex, day: string): Promise<number> {
  const deps = { db, clock: systemClock };
  await openBoards(deps, { day, reason: null });
  let [longest, last] = [0, performance.now()];
  const report = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  for (let isDone = false; !isDone; )
    ({ isDone } = await makeBoards(deps, { day, report }, new AbortController().signal));
  return longest;
}

type Reads = Record<'globalCold' | 'globalWarm' | 'friendsCold' | 'friendsWarm', number[]>;

async function readAtPace(bench: Bench, db: Knex): Promise<Reads> {
  const seconds = bench.isShort ? 5 : 20;
  const readers = PER_SECOND * seconds;
  const ids: string[] = await db('bench_students')
    .orderBy('n')
    .limit(readers * 2 + PER_SECOND)
    .pluck('id');
  const signedIn = await signIn(bench, db, ids);
  const api = await startApi(bench);
  const read = (scope: string, from: number) => (index: number) =>
    fetch(`${api}/leaderboard?period=all-time&scope=${scope}`, {
      headers: { Authorization: `Bearer ${signedIn[from + index]?.token}` },
    });
  bench.say(`${PER_SECOND} reads a second, for ${seconds} s each …`);
  // The process itself is to be warm: its code, and its connections.
  await onTheBeat(PER_SECOND, 1, read('global', readers * 2));
  const globalCold = await onTheBeat(PER_SECOND, seconds, read('global', 0));
  const globalWarm = await onTheBeat(PER_SECOND, seconds, read('global', 0));
  const friendsCold = await onTheBeat(PER_SECOND, seconds, read('friends', readers));
  return {
    globalCold,
    globalWarm,
    friendsCold,
    friendsWarm: await onTheBeat(PER_SECOND, seconds, read('friends', readers)),
  };
}

function report(students: number, { product, raw, longestMs }: Runs, reads: Reads): Figures {
  const [ours, bare] = [median(product), median(raw)];
  const ofRaw = rounded(ours / bare, 2);
  printTable(
    [`${students} students, ${students * LINES} lines`, 'seconds'],
    [
      ['the product', ours.toFixed(1)],
      ['bare SQL', bare.toFixed(1)],
    ],
  );
  const readMs = Object.fromEntries(Object.entries(reads).map(([name, ms]) => [name, percentiles(ms)]));
  printTable(
    ['GET /leaderboard, ms', 'p50', 'p95'],
    Object.entries(readMs).map(([name, { p50, p95 }]) => [name, String(p50), String(p95)]),
  );
  console.log(`longest batch ${Math.round(longestMs)} ms`);
  const withinTarget = printTarget(`${ofRaw} of bare SQL, at most ${TARGET}`, ofRaw <= TARGET);
  return {
    students,
    seconds: ours,
    secondsOfSql: bare,
    ofRaw,
    longestBatchMs: rounded(longestMs),
    readMs,
    withinTarget,
  };
}
