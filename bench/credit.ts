import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { createKnex } from '../db/knex.js';
import { createLog } from '../log.js';
import { type Activity, creditActivity } from '../services/game/credit-activity.js';
import { inTransaction, type TransactionDeps } from '../services/runs/in-transaction.js';
import { systemClock } from '../services/shared/clock.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { NO_TEMPORAL } from './no-temporal.js';
import { printTable, printTarget } from './report.js';
import { percentiles, rounded } from './statistics.js';
import { addStudents } from './students.js';

const STUDENTS = 8;
const AT_ONCE_FOR_ONE = 50;
/** The cap of questions in XP. */
const CAP = 75;
const TARGET = 1.5;

interface Statement {
  sql: string;
  bindings: unknown[];
}

/**
 * What crediting an activity costs above its statements: eight students at once credit, and, in turns, the same
 * statements are sent in a bare transaction. Then fifty activities of one student come at once.
 */
export const credit: Benchmark = { about: 'crediting an activity, against its bare statements', run };

async function run({ config, isShort, say }: Bench): Promise<Figures> {
  const db = createKnex(config.DATABASE_URL, STUDENTS);
  try {
    const services = { db, starter: NO_TEMPORAL, log: createLog('silent', 'bench'), clock: systemClock };
    const times = await measure(services, isShort ? 40 : 250, say);
    say('Fifty at once for one student …');
    const [one = ''] = await addStudents(db, 1);
    await Promise.all(Array.from({ length: AT_ONCE_FOR_ONE }, () => creditOne(services, one)));
    const { xp } = await db('userLevels').where({ userId: one }).first('xp');
    const lines = await db('xpLogs').where({ userId: one }).count('* as n').first();
    return report(times, { xp, lines: Number(lines?.n) });
  } finally {
    await db.destroy();
  }
}

type Times = { credited: number[]; bare: number[]; statements: number };

/** Rounds of each side in turns, eight students at once. */
async function measure(services: TransactionDeps, rounds: number, say: Bench['say']): Promise<Times> {
  const { db } = services;
  const students = await addStudents(db, STUDENTS);
  const twins = await addStudents(db, STUDENTS);
  const model = students[0] ?? '';
  for (const userId of [...students, ...twins]) await creditOne(services, userId);
  const statements = await record(db, () => creditOne(services, model));
  say(`${statements.length} statements a credit; ${rounds} rounds of each side …`);
  const times: Times = { credited: [], bare: [], statements: statements.length };
  const timed = async (into: number[], work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    into.push(performance.now() - began);
  };
  for (let round = 0; round < rounds; round++) {
    await Promise.all(students.map((userId) => timed(times.credited, () => creditOne(services, userId))));
    await Promise.all(twins.map((userId) => timed(times.bare, () => replayFor(db, statements, model, userId))));
  }
  return times;
}

function creditOne(services: TransactionDeps, userId: string) {
  const now = services.clock();
  const activity: Activity = {
    ...{ userId, kind: 'question', cause: `question:${randomUUID()}`, sourceId: randomUUID(), points: 15 },
    ...{ at: now, adds: { questionsAnswered: 1 }, topicId: null },
  };
  return inTransaction(services, (trx, after) => creditActivity(activity, now, after, trx));
}

/** The statements that some work sends, without the beginning and end of its transaction. */
async function record(db: Knex, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const listen = ({ sql, bindings }: Statement) =>
    void (/^(BEGIN|COMMIT)/.test(sql) || statements.push({ sql, bindings }));
  db.on('query', listen);
  await work();
  db.removeListener('query', listen);
  return statements;
}

/** Sends the same statements for another student, with a cause and an id of their own. */
async function replayFor(db: Knex, statements: readonly Statement[], model: string, userId: string): Promise<void> {
  const fresh = new Map<unknown, unknown>();
  const renewed = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    if (/^question:|^[0-9a-f-]{36}$/.test(value) && !value.includes(model)) {
      if (!fresh.has(value))
        fresh.set(value, value.startsWith('question:') ? `question:${randomUUID()}` : randomUUID());
      return fresh.get(value);
    }
    return value.replaceAll(model, userId);
  };
  await db.transaction(async (trx) => {
    for (const { sql, bindings } of statements) {
      await trx.raw(sql.replaceAll(/\$\d+/g, '?'), bindings.map(renewed) as Knex.RawBinding[]);
    }
  });
}

function report({ credited, bare, statements }: Times, atOnce: { xp: number; lines: number }): Figures {
  const [ours, theirs] = [percentiles(credited), percentiles(bare)];
  const ratio = rounded(ours.p95 / theirs.p95, 2);
  printTable(
    ['ms, eight students at once', 'p50', 'p95'],
    [
      ['creditActivity', String(ours.p50), String(ours.p95)],
      ['the same statements, bare', String(theirs.p50), String(theirs.p95)],
    ],
  );
  const isRight = atOnce.xp === CAP && atOnce.lines === AT_ONCE_FOR_ONE;
  console.log(
    `${statements} statements; fifty at once for one student: ${atOnce.lines} lines, ${atOnce.xp} XP (${isRight ? 'right' : 'wrong'})`,
  );
  const withinTarget = printTarget(`p95 ${ratio} of the bare statements, at most ${TARGET}`, ratio <= TARGET);
  return { statements, creditedMs: ours, bareMs: theirs, ratio, withinTarget, atOnce, isRight };
}
