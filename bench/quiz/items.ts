import type { Knex } from 'knex';
import { rebuildStatistics } from '../../services/quizzes/statistics/rebuild-statistics.js';
import type { Bench, Figures } from '../benchmark.js';
import { printTable, printTarget } from '../report.js';
import { median, rounded } from '../statistics.js';

const ATTEMPTS = 100_000;
/** Questions of an attempt, and attempts of a student. */
const EACH = { questions: 10, attempts: 10 };
/** Attempts that one statement makes. */
const BATCH = 10_000;
const TARGET = 1.5;

/** Ids in the order in which they are made, as the product's are. */
const ID = (kind: string, n: string) => `CAST('0190${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0') AS uuid)`;

const STATEMENTS = [
  `INSERT INTO users (id, email) SELECT ${ID('0001', 'n')}, 'answers-' || n || '@example.org' FROM students`,
  `INSERT INTO quizzes (id, user_id, topic_id, wished, seed, question_count, status, workflow_id, finished_at)
   SELECT ${ID('0002', 'n')}, ${ID('0001', 'n')}, (SELECT id FROM topics ORDER BY id LIMIT 1), 10, n, 10, 'ready', 'none', now()
   FROM students`,
  `INSERT INTO quiz_attempts (id, user_id, quiz_id, number, order_seed, started_at, ended_at, ended_by, score, xp, status, finished_at)
   SELECT ${ID('0003', `n * ${EACH.attempts} + k`)}, ${ID('0001', 'n')}, ${ID('0002', 'n')}, k + 1, CAST(uuidv7() AS text), now(), now(), 'student', 0.5, 0, 'ended', now()
   FROM students CROSS JOIN generate_series(0, ${EACH.attempts - 1}) AS k`,
  `INSERT INTO quiz_answers (attempt_id, question_id, user_id, answer, answered_at, mark, rule, is_new)
   SELECT ${ID('0003', `students.n * ${EACH.attempts} + k`)}, q.id, ${ID('0001', 'students.n')}, '{}', now(),
     (ARRAY[0, 0.3333333333333333, 1, 1])[1 + abs(hashint8(students.n * 1000 + k * 10 + at)) % 4], 'single-choice', at > 1
   FROM students CROSS JOIN generate_series(0, ${EACH.attempts - 1}) AS k
   CROSS JOIN generate_series(0, ${EACH.questions - 1}) AS at
   JOIN bench_questions q ON q.n = (students.n * 7 + k * 53 + at * 37) % (SELECT count(*) FROM bench_questions)`,
];

/** The same sums by one statement, which nobody could run beside the product: what ends meanwhile were lost. */
const ALONE = `
  WITH marks AS (
    SELECT question_id, is_new, floor(mark * 10000 + 0.5) AS mark,
      sum(floor(mark * 10000 + 0.5)) OVER attempt AS marks, count(*) OVER attempt - 1 AS others
    FROM quiz_answers JOIN quiz_attempts a ON a.id = attempt_id AND a.status = 'ended'
    WINDOW attempt AS (PARTITION BY attempt_id)
  )
  SELECT question_id, count(*), sum(mark), sum(mark * mark), sum(total), sum(total * total), sum(mark * total)
  FROM (SELECT question_id, mark, mark + floor((marks - mark) / others + 0.5) AS total FROM marks WHERE is_new) AS counted
  GROUP BY question_id`;

/** The statistics of all questions of the bank made anew from a million answers, against one statement, in turns. */
export async function measureItems({ isShort, say }: Bench, db: Knex): Promise<Figures> {
  const attempts = isShort ? ATTEMPTS / 20 : ATTEMPTS;
  const answers = attempts * EACH.questions;
  say(`${answers} answers …`);
  await fill(db, attempts);
  const times = { product: [] as number[], alone: [] as number[] };
  const timed = async <T>(into: number[], work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    into.push((performance.now() - began) / 1_000);
    return result;
  };
  let repaired = 0;
  for (let round = 0; round < 3; round += 1) {
    const done = await timed(times.product, () => rebuildStatistics({ db }));
    if (round > 0) repaired += done.repaired;
    const alone = await timed(times.alone, () => db.raw(ALONE));
    if (alone.rows.length !== done.questions) throw new Error(`${done.questions} of ${alone.rows.length} questions`);
  }
  const [ours, bare] = [median(times.product), median(times.alone)];
  const ofRaw = rounded(ours / bare, 2);
  printTable(
    [`statistics of ${answers} answers`, 'seconds'],
    [
      ['npm run rebuild -- items', ours.toFixed(2)],
      ['one statement', bare.toFixed(2)],
    ],
  );
  const withinTarget = printTarget(`${ofRaw} of the statement alone, at most ${TARGET}`, ofRaw <= TARGET);
  if (repaired > 0) throw new Error(`${repaired} questions had other sums the second time`);
  return { answers, seconds: rounded(ours, 2), secondsAlone: rounded(bare, 2), ofRaw, withinTarget };
}

async function fill(db: Knex, attempts: number): Promise<void> {
  await db.raw(`CREATE UNLOGGED TABLE bench_questions AS
    SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM quiz_questions WHERE retired_at IS NULL`);
  const students = attempts / EACH.attempts;
  const step = BATCH / EACH.attempts;
  for (let first = 0; first < students; first += step) {
    const range = { first, last: Math.min(first + step, students) - 1 };
    const made = `WITH students AS
      (SELECT n FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n)`;
    await db.transaction(async (trx) => {
      for (const statement of STATEMENTS) await trx.raw(`${made} ${statement}`, range);
    });
  }
  await db.raw('VACUUM (ANALYZE)');
}
