import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Figures } from '../benchmark.js';
import { printTable } from '../report.js';
import type { SignedIn } from '../sign-in.js';
import { percentile, rounded } from '../statistics.js';
import { LISTS } from './lists.js';

/** Below which p95 is to stay, in ms. */
const BOUND_MS = 200;
/** The first rate, and what each next one is times it. */
const FIRST = 20;
const STEP = 1.25;

/** A student of the day, and things of theirs that writes are about. */
export interface DayStudent extends SignedIn {
  cardIds: string[];
  lessonId: string;
}

/** A request of the day. */
interface Call {
  path: string;
  method: 'GET' | 'POST' | 'PUT';
  body?: object;
}

const READS: readonly string[] = ['/dashboard', '/dashboard', ...LISTS.map(({ path }) => path), '/notices'];

const WRITES: readonly ((student: DayStudent, index: number) => Call)[] = [
  ({ cardIds }, index) => ({
    method: 'POST',
    path: `/reviews/${cardIds[index % cardIds.length]}`,
    body: { grade: 'good' },
  }),
  ({ lessonId }, index) => ({
    method: 'PUT',
    path: `/lessons/${lessonId}/position`,
    body: { position: (index % 100) / 100 },
  }),
  (_, index) => ({ method: 'POST', path: '/cards', body: { front: `What is ${index}?`, back: 'A number.' } }),
];

/** Of every 20 requests 16 read, 3 write, and one asks the tutor, which answers offline. */
function callOf(student: DayStudent, index: number): Call {
  const place = index % 20;
  const round = Math.floor(index / 20);
  if (place === 7)
    return { method: 'POST', path: '/ai/doubt', body: { question: `What is the tide of day ${index}?` } };
  const write = WRITES[round % WRITES.length];
  if ([3, 11, 17].includes(place) && write) return write(student, index);
  return { method: 'GET', path: READS[(round + place) % READS.length] ?? '' };
}

/** How long the requests of a rate took, from when each was due. */
interface Served {
  perSecond: number;
  ms: number[];
}

/** What came of a day: the highest rate whose p95 stayed below the bound, and the first one that did not. */
export interface Day {
  name: string;
  held: Served | undefined;
  broken: Served | undefined;
}

/**
 * Raises the rate of a mixed day, each request due at its time whether or not earlier ones were answered, until p95
 * reaches 200 ms. Requests go to the APIs in turns, each by another of the students.
 */
export async function liveDay(
  bench: Bench,
  name: string,
  { apis, students }: { apis: readonly string[]; students: readonly DayStudent[] },
): Promise<Day> {
  const seconds = bench.isShort ? 4 : 15;
  let index = 0;
  const call = () => {
    index += 1;
    const student = students[(index * 7) % students.length] as DayStudent;
    return send(`${apis[index % apis.length]}`, student, callOf(student, index));
  };
  // Code and connections are to be warm.
  await atRate(FIRST, seconds, call);
  const day: Day = { name, held: undefined, broken: undefined };
  for (let rate = FIRST; !day.broken; rate *= STEP) {
    const served = { perSecond: Math.round(rate), ms: await atRate(rate, seconds, call) };
    const p95 = percentile(served.ms, 0.95);
    bench.say(`${name}, ${served.perSecond} a second: p95 ${Math.round(p95)} ms`);
    day[p95 < BOUND_MS ? 'held' : 'broken'] = served;
  }
  return day;
}

async function send(api: string, { token }: DayStudent, { path, method, body }: Call): Promise<void> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}`);
}

async function atRate(perSecond: number, seconds: number, call: () => Promise<void>): Promise<number[]> {
  const began = performance.now();
  const calls = Array.from({ length: Math.round(perSecond * seconds) }, async (_, index) => {
    const due = began + (index * 1_000) / perSecond;
    await sleep(due - performance.now());
    await call();
    return performance.now() - due;
  });
  return Promise.all(calls);
}

/** Prints the days, and gives their figures. */
export function reportDays(days: readonly Day[]): Figures {
  const summary = (served: Served | undefined) => {
    const of = (share: number) => (served ? rounded(percentile(served.ms, share), 1) : Number.NaN);
    return { perSecond: served?.perSecond ?? 0, p50: of(0.5), p95: of(0.95), p99: of(0.99) };
  };
  const figures = days.map(({ name, held, broken }) => ({ name, held: summary(held), brokenAt: broken?.perSecond }));
  printTable(
    [`highest rate with p95 under ${BOUND_MS} ms`, 'a second', 'p50', 'p95', 'p99'],
    figures.map(({ name, held }) => [name, ...[held.perSecond, held.p50, held.p95, held.p99].map(String)]),
  );
  return { days: figures };
}
