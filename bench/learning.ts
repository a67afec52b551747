import type { Knex } from 'knex';
import { createKnex } from '../db/knex.js';
import { makeShard } from '../services/recommendations/make-shard.js';
import { systemClock } from '../services/shared/clock.js';
import { recorded } from '../stack/processes.js';
import { startApi } from './api-process.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { cpuSeconds } from './cpu-time.js';
import { EACH, fillStudents } from './learning/fill.js';
import { runRaw } from './learning/raw.js';
import { onTheBeat } from './on-the-beat.js';
import { printTable, printTarget } from './report.js';
import { signIn } from './sign-in.js';
import { median, percentiles, rounded } from './statistics.js';

const STUDENTS = 100_000;
const PER_SECOND = 50;
const READERS = 500;
const TARGETS = { ofRaw: 2, memory: 1.2, lessonsP95Ms: 15 };
const STATEMENT_MS = 30 * 60_000;
const MIB = 1024 ** 2;

/**
 * The recommendations of a day for 100,000 students with 10,000,000 answers, by the product's service in this process,
 * against the statements that gather its facts and write as many rows, in turns. Then lists of lessons and
 * recommendations are read at 50 a second, each by another student, from the real API over the same rows.
 */
export const learning: Benchmark = {
  about: 'the recommendations of a day against bare SQL, and reads beside them',
  run,
};

async function run(bench: Bench): Promise<Figures> {
  const students = bench.isShort ? STUDENTS / 50 : STUDENTS;
  const db = createKnex(bench.config.DATABASE_URL, 5, STATEMENT_MS);
  try {
    bench.say(`${students} students with ${students * EACH.answers} answers …`);
    await fillStudents(db, students, (made) => made % 20_000 === 0 && bench.say(`  ${made} students`));
    const runs = await timeRounds(bench, db, students);
    const reads = await readAtPace(bench, db);
    return report({ students, ...runs, ...reads });
  } finally {
    await db.destroy();
  }
}

/** Seconds that a round took, and those of CPU that this process and PostgreSQL took for it. */
interface Taken {
  seconds: number;
  cpu: number;
}

interface Runs {
  product: Taken[];
  raw: Taken[];
  /** Resident memory in MiB, after each batch of the longest round. */
  memory: number[];
}

async function timeRounds({ say, isShort, children }: Bench, db: Knex, students: number): Promise<Runs> {
  const runs: Runs = { product: [], raw: [], memory: [] };
  const today = systemClock().toISOString().slice(0, 10);
  const postgres = recorded(children.home.run, 'postgres')?.pid ?? 0;
  const cpu = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6 + cpuSeconds(postgres);
  const timed = async (into: Taken[], work: () => Promise<number>) => {
    const [began, cpuBefore] = [performance.now(), cpu()];
    const made = await work();
    if (made !== students) throw new Error(`${made} of ${students} students were made`);
    into.push({ seconds: (performance.now() - began) / 1_000, cpu: cpu() - cpuBefore });
  };
  for (let round = 0; round < (isShort ? 3 : 2); round += 1) {
    await db('recommendations').delete();
    await db('recommendation_shards').delete();
    runs.memory = [];
    await timed(runs.product, () => runProduct(db, today, runs.memory));
    await timed(runs.raw, () => runRaw(db, today));
    say(
      `round ${round + 1}: ${runs.product.at(-1)?.seconds.toFixed(1)} s, SQL alone ${runs.raw.at(-1)?.seconds.toFixed(1)} s`,
    );
  }
  return runs;
}

/** @returns how many students it made recommendations for */
async function runProduct(db: Knex, day: string, memory: number[]): Promise<number> {
  const report = () => void memory.push(process.memoryUsage.rss() / MIB);
  const never = new AbortController().signal;
  // A moment of the day that begins at 4:00, whatever the time is.
  const clock = () => new Date(`${day}T05:00:00Z`);
  for (;;) {
    const { students, isDone } = await makeShard({ db, clock }, { day, shard: 4, report }, never);
    if (isDone) return students;
  }
}

async function readAtPace(bench: Bench, db: Knex): Promise<{ lessonsMs: number[]; recommendationsMs: number[] }> {
  const api = await startApi(bench);
  const signedIn = await signIn(bench, db, await db('bench_students').orderBy('n').limit(READERS).pluck('id'));
  const topics: string[] = await db('topics as t')
    .join('lessons as l', 'l.topicId', 't.id')
    .distinct('t.slug')
    .pluck('t.slug');
  const get = (path: string, index: number) =>
    fetch(`${api}${path}`, { headers: { Authorization: `Bearer ${signedIn[index % signedIn.length]?.token}` } });
  const lessons = (index: number) => get(`/lessons/${topics[index % topics.length]}`, index);
  const recommendations = (index: number) => get('/recommendations', index);
  const seconds = bench.isShort ? 5 : 30;
  bench.say(`${PER_SECOND} reads a second, for ${seconds} s each …`);
  await onTheBeat(PER_SECOND, 3, lessons);
  const lessonsMs = await onTheBeat(PER_SECOND, seconds, lessons);
  await onTheBeat(PER_SECOND, 3, recommendations);
  // The day of some is over by now, or has not begun: of these they are made anew.
  return { lessonsMs, recommendationsMs: await onTheBeat(PER_SECOND, seconds, recommendations) };
}

interface Measured extends Runs {
  students: number;
  lessonsMs: number[];
  recommendationsMs: number[];
}

function report({ students, product, raw, memory, lessonsMs, recommendationsMs }: Measured): Figures {
  const of = (runs: readonly Taken[], what: keyof Taken) => median(runs.map((one) => one[what]));
  const [ours, bare] = [of(product, 'seconds'), of(raw, 'seconds')];
  const ofRaw = rounded(ours / bare, 2);
  const cpuOfRaw = rounded(of(product, 'cpu') / of(raw, 'cpu'), 2);
  const half = Math.max(1, Math.floor(memory.length / 2));
  const [early, late] = [Math.max(...memory.slice(0, half)), Math.max(...memory.slice(-half))];
  const rate = (seconds: number) => Math.round(students / seconds);
  printTable(
    [`${students} students`, 'seconds', 'of CPU', 'a second'],
    [
      ['the product', ours.toFixed(1), of(product, 'cpu').toFixed(1), String(rate(ours))],
      ['its statements alone', bare.toFixed(1), of(raw, 'cpu').toFixed(1), String(rate(bare))],
    ],
  );
  const [lessons, recommendations] = [percentiles(lessonsMs), percentiles(recommendationsMs)];
  printTable(
    ['50 reads a second, ms', 'p50', 'p95'],
    [
      ['GET /lessons/{topic}', String(lessons.p50), String(lessons.p95)],
      ['GET /recommendations', String(recommendations.p50), String(recommendations.p95)],
    ],
  );
  console.log(`memory: at most ${Math.round(early)} MiB in the first half, ${Math.round(late)} MiB in the second`);
  const withinTarget = {
    ofRaw: printTarget(
      `${ofRaw} of its statements alone (CPU ${cpuOfRaw}), at most ${TARGETS.ofRaw}`,
      ofRaw <= TARGETS.ofRaw,
    ),
    memory: printTarget(`at most ${TARGETS.memory} times the first half's`, late <= early * TARGETS.memory),
    lessons: printTarget(`lessons p95 under ${TARGETS.lessonsP95Ms} ms`, lessons.p95 < TARGETS.lessonsP95Ms),
  };
  return {
    ...{ students, answers: students * EACH.answers, seconds: ours, secondsAlone: bare, ofRaw, cpuOfRaw },
    ...{ studentsPerSecond: rate(ours), memoryMib: { early: rounded(early), late: rounded(late) } },
    ...{ lessonsMs: lessons, recommendationsMs: recommendations, withinTarget },
  };
}
