import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { createKnex } from '../db/knex.js';
import { XpLog } from '../db/models/xp-log.js';
import { createLog } from '../log.js';
import { type Activity, creditActivity } from '../services/game/credit-activity.js';
import { joinLeague } from '../services/leagues/join-league.js';
import { inTransaction, type TransactionDeps } from '../services/runs/in-transaction.js';
import { systemClock } from '../services/shared/clock.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { NO_TEMPORAL } from './no-temporal.js';
import { printTable, printTarget } from './report.js';
import { percentiles } from './statistics.js';
import { addStudents } from './students.js';

const AT_ONCE = 50;
/** A round joins twice by each connection, and Postgres makes five plans of a statement with a name before it keeps one. */
const WARM_ROUNDS = 3;
/** Of the 95th percentile of joining. */
const TARGET_MS = 20;

/**
 * What the first XP of a week costs: fifty students at once, each by a connection of their own, join a league. It is told
 * how long joining takes within its transaction, and the whole credit with it and without it, in turns.
 */
export const leagues: Benchmark = { about: 'joining a league, fifty students at once', run };

async function run({ config, isShort, say }: Bench): Promise<Figures> {
  const db = createKnex(config.DATABASE_URL, AT_ONCE);
  const services = { db, starter: NO_TEMPORAL, log: createLog('silent', 'bench'), clock: systemClock };
  const rounds = isShort ? 5 : 20;
  const times = noTimes();
  try {
    // Connections are opened, plans are kept, and pages are warm.
    for (let round = 0; round < WARM_ROUNDS; round++) await measureRound(services, noTimes());
    say(`${rounds} rounds of ${AT_ONCE} students at once …`);
    for (let round = 0; round < rounds; round++) await measureRound(services, times);
    return report(times, await readPlaces(db));
  } finally {
    await db.destroy();
  }
}

/** In ms: two statements that do nothing, joining alone, a credit that joins, and one that does not. */
type Times = Record<'nothing' | 'join' | 'joining' | 'later', number[]>;

const noTimes = (): Times => ({ nothing: [], join: [], joining: [], later: [] });

async function measureRound(services: TransactionDeps, times: Times): Promise<void> {
  await Promise.all(Array.from({ length: AT_ONCE }, () => doNothing(services.db, times.nothing)));
  const alone = await addCompetitors(services.db);
  await Promise.all(alone.map((userId) => joinAlone(services.db, userId, times.join)));
  const students = await addCompetitors(services.db);
  for (const into of [times.joining, times.later])
    await Promise.all(students.map((userId) => timed(into, () => creditOne(services, userId))));
}

async function timed(into: number[], work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await work();
  into.push(performance.now() - began);
}

/** As many statements as joining takes, within a transaction: what the machine gives at this moment. */
const doNothing = (db: Knex, into: number[]): Promise<void> =>
  db.transaction(async (trx) => {
    await trx.raw('SELECT 1');
    await timed(into, async () => {
      await trx.raw('SELECT 1');
      await trx.raw('SELECT 1');
    });
  });

/** A line of the ledger, and what joining adds to its transaction. */
const joinAlone = (db: Knex, userId: string, into: number[]): Promise<void> =>
  db.transaction(async (trx) => {
    const line = { kind: 'question', cause: `question:${randomUUID()}`, requested: 15, granted: 15 } as const;
    const day = { studyDay: systemClock().toISOString().slice(0, 10), timeZone: 'UTC', dayStartsAt: 4 };
    const { createdAt } = await XpLog.query(trx)
      .insert({ ...line, ...day, userId, earnedAt: systemClock() })
      .returning('createdAt');
    const earner = { userId, ageBand: '16-or-older', leagues: true, lastWeek: null, timeZone: 'UTC' } as const;
    await timed(into, () => joinLeague({ ...earner, at: createdAt }, trx));
  });

function creditOne(services: TransactionDeps, userId: string) {
  const now = services.clock();
  const activity: Activity = {
    ...{ userId, kind: 'question', cause: `question:${randomUUID()}`, sourceId: randomUUID(), points: 15 },
    ...{ at: now, adds: { questionsAnswered: 1 }, topicId: null },
  };
  return inTransaction(services, (trx, after) => creditActivity(activity, now, after, trx));
}

/** Students who may compete, by their ids. */
const addCompetitors = (db: Knex): Promise<string[]> =>
  addStudents(db, AT_ONCE, { ageBand: '16-or-older', ageToldAt: systemClock() });

/** How many have joined, and the last place: the same where every cohort but the last is full. */
async function readPlaces(db: Knex): Promise<{ students: number; lastPlace: number }> {
  const [found] = await db('leagueMembers').count('* as students').max('place as lastPlace');
  return { students: Number(found?.students), lastPlace: Number(found?.lastPlace) };
}

function report(times: Times, places: { students: number; lastPlace: number }): Figures {
  const ms = {
    nothing: percentiles(times.nothing),
    join: percentiles(times.join),
    joining: percentiles(times.joining),
    later: percentiles(times.later),
  };
  const row = (name: string, { p50, p95 }: { p50: number; p95: number }) => [name, String(p50), String(p95)];
  printTable(
    [`ms, ${AT_ONCE} at once`, 'p50', 'p95'],
    [
      row('two statements that do nothing', ms.nothing),
      row('joining alone, within its transaction', ms.join),
      row('the first credit of a week, which joins', ms.joining),
      row('the next credit, which does not', ms.later),
    ],
  );
  const isFull = places.students === places.lastPlace;
  console.log(`${places.students} students in ${places.lastPlace} places (${isFull ? 'full' : 'with gaps'})`);
  const withinTarget = printTarget(`joining alone, p95 at most ${TARGET_MS} ms`, ms.join.p95 <= TARGET_MS);
  return { ms, withinTarget, ...places, isFull };
}
