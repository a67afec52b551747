import type { Knex } from 'knex';
import { createKnex } from '../db/knex.js';
import { freePorts } from '../stack/ports.js';
import { makePdf } from '../stack/sample/make-pdf.js';
import { startApi } from './api-process.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { prosePage } from './prose.js';
import { compareLists } from './requests/compare-lists.js';
import { type DayStudent, liveDay, reportDays } from './requests/day.js';
import { fillLists } from './requests/fill.js';
import { measureMemory } from './requests/memory.js';
import { measureStarts } from './requests/starts.js';
import { signIn } from './sign-in.js';
import { startWorker } from './worker.js';

const STUDENTS = 2_000;
/** Who use the API during the day. */
const AT_WORK = 300;
const UPLOADS = 20;
const STATEMENT_MS = 10 * 60_000;

/**
 * What lists cost against the least that gives them; whether memory stays flat; the highest rate of a mixed day that is
 * served in time, by one process and by two, and with uploads in the queue; how soon processes are ready. A check looks
 * at lists and memory.
 */
export const api: Benchmark = { about: 'lists against their statements alone, memory, a mixed day, and starts', run };

async function run(bench: Bench): Promise<Figures> {
  const db = createKnex(bench.config.DATABASE_URL, 5, STATEMENT_MS);
  try {
    const starts = bench.isCheck ? {} : await measureStarts(bench);
    bench.say(`${STUDENTS} students …`);
    await fillLists(db, STUDENTS, () => {});
    const students = await dayStudents(bench, db);
    const [student] = students;
    if (!student) throw new Error('nobody is there');
    const address = await startApi(bench);
    const lists = await compareLists(bench, db, address, student);
    const memory = await measureMemory(bench, address, student);
    const days = bench.isCheck ? {} : await measureDays(bench, address, students);
    const withinRatios = lists.withinRatios === true && memory.withinRatios === true;
    return { starts, lists, memory, ...days, withinRatios };
  } finally {
    await db.destroy();
  }
}

async function dayStudents(bench: Bench, db: Knex): Promise<DayStudent[]> {
  const ids: string[] = await db('bench_students').orderBy('n').limit(AT_WORK).pluck('id');
  const signedIn = await signIn(bench, db, ids);
  const cards: { userId: string; ids: string[] }[] = await db('reviewCards')
    .whereIn('userId', ids)
    .groupBy('userId')
    .select({ userId: 'userId', ids: db.raw('array_agg(id)') });
  const begun: { userId: string; lessonId: string }[] = await db('lessonProgress')
    .whereIn('userId', ids)
    .distinctOn('userId')
    .select('userId', 'lessonId');
  const cardsOf = new Map(cards.map(({ userId, ids: its }) => [userId, its]));
  const lessonOf = new Map(begun.map(({ userId, lessonId }) => [userId, lessonId]));
  return signedIn.map((one) => ({
    ...one,
    cardIds: cardsOf.get(one.userId) ?? [],
    lessonId: lessonOf.get(one.userId) ?? '',
  }));
}

async function measureDays(bench: Bench, first: string, students: readonly DayStudent[]): Promise<Figures> {
  await startWorker(bench);
  const one = await liveDay(bench, 'one process', { apis: [first], students });
  const { api: port } = await freePorts();
  const apis = [first, await startApi(bench, { API_PORT: String(port) }, 'api-2')];
  const two = await liveDay(bench, 'two processes', { apis, students });
  await uploadMany(first, students);
  const queued = await liveDay(bench, `one process, ${UPLOADS} uploads in the queue`, { apis: [first], students });
  return reportDays([one, two, queued]);
}

/** Uploads of students, which a worker then reads. */
async function uploadMany(address: string, students: readonly DayStudent[]): Promise<void> {
  for (const [index, { token }] of students.slice(0, UPLOADS).entries()) {
    const pages = Array.from({ length: 30 }, (_, page) => ({ text: prosePage(index * 100 + page) }));
    const form = new FormData();
    form.set('file', new Blob([Buffer.from(await makePdf(pages))]), 'notes.pdf');
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`${address}/materials/upload`, { method: 'POST', headers, body: form });
    if (response.status !== 202) throw new Error(`an upload was answered ${response.status}`);
  }
}
