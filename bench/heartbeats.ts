import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { createKnex } from '../db/knex.js';
import { Session } from '../db/models/session.js';
import { StudySession } from '../db/models/study-session.js';
import { User } from '../db/models/user.js';
import { UserProfile } from '../db/models/user-profile.js';
import { beginTime, closesAt } from '../domain/learning/study/study-time.js';
import { signAccessToken } from '../services/auth/access-tokens.js';
import { openKeySet } from '../services/auth/keys.js';
import { firstRun } from '../services/runs/run-start.js';
import { systemClock } from '../services/shared/clock.js';
import { recorded } from '../stack/processes.js';
import { startApi, startBareApi } from './api-process.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { cpuSeconds } from './cpu-time.js';
import { printTable, printTarget } from './report.js';
import { percentiles, rounded } from './statistics.js';

const STUDENTS = 10_000;
/** Each beats once a minute. */
const PER_SECOND = STUDENTS / 60;
/** Of one core. */
const TARGET = 0.2;
const PROCESSES = ['api', 'postgres', 'valkey', 'bare-api'] as const;
const BATCH = 1_000;

/**
 * What the heartbeats of 10,000 students who study cost, each a minute apart and all spread over it: the CPU time of
 * the API, PostgreSQL and Valkey, as a share of one core. Every beat is of another student with a token and a session
 * of its own, so that no cache of the API knows it. The limit of beats is that of production. Beside it stands what a bare Koa
 * handler behind koa-jwt costs at the same pace: below that no operation comes.
 */
export const heartbeats: Benchmark = { about: 'CPU that 10,000 students take who beat once a minute', run };

async function run(bench: Bench): Promise<Figures> {
  const api = await startApi(bench);
  const [warmUp, seconds] = bench.isShort ? [5, 15] : [15, 60];
  const students = Math.ceil((warmUp + seconds) * PER_SECOND);
  bench.say(`${students} students …`);
  const tokens = await addStudents(bench, students);
  const bare = await startBareApi(bench);
  const beat = (token: string) => postBeat(`${api}/study/heartbeat`, token);
  const product = await measure(bench, { tokens, warmUp, seconds, call: beat });
  const plain = await measure(bench, { tokens, warmUp, seconds, call: (token) => getBare(bare, token) });
  return report(product, plain);
}

type Call = (token: string) => Promise<Response>;

async function measure(
  bench: Bench,
  { tokens, warmUp, seconds, call }: { tokens: readonly string[]; warmUp: number; seconds: number; call: Call },
): Promise<Measured> {
  const warm = Math.floor(warmUp * PER_SECOND);
  bench.say(`Warming up for ${warmUp} s …`);
  await atPace(tokens.slice(0, warm), call);
  bench.say(`${Math.round(PER_SECOND)} calls a second, for ${seconds} s …`);
  const before = cpuOf(bench);
  const times = await atPace(tokens.slice(warm), call);
  return { before, after: cpuOf(bench), times };
}

const postBeat = (url: string, token: string): Promise<Response> => {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
  return fetch(url, { method: 'POST', headers, body: '{"kind":"focus"}' });
};

const getBare = (url: string, token: string): Promise<Response> =>
  fetch(url, { headers: { Authorization: `Bearer ${token}` } });

type Cpu = Record<(typeof PROCESSES)[number], number>;

const cpuOf = ({ children }: Bench): Cpu =>
  Object.fromEntries(
    PROCESSES.map((name) => {
      const known = recorded(children.home.run, name);
      if (!known) throw new Error(`${name} does not run`);
      return [name, cpuSeconds(known.pid)];
    }),
  ) as Cpu;

/** One call of each, at the pace of 10,000 a minute. @returns how long each took from when it was due, in ms */
async function atPace(tokens: readonly string[], call: Call): Promise<number[]> {
  const began = performance.now();
  const calls = tokens.map(async (token, index) => {
    const due = began + (index * 1_000) / PER_SECOND;
    await sleep(due - performance.now());
    const response = await call(token);
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${response.url} was answered ${response.status}`);
    return performance.now() - due;
  });
  return Promise.all(calls);
}

/** Students who began to study a minute ago. @returns their access tokens */
async function addStudents({ config }: Bench, count: number): Promise<string[]> {
  const db = createKnex(config.DATABASE_URL, 2);
  try {
    const logins = Array.from({ length: count }, () => ({ userId: randomUUID(), sessionId: randomUUID() }));
    for (let first = 0; first < count; first += BATCH) await insertBatch(db, logins.slice(first, first + BATCH));
    await db.raw('VACUUM ANALYZE');
    const keys = await openKeySet({ clock: systemClock }, { file: config.AUTH_KEYS_FILE });
    const settings = { keys, issuer: config.AUTH_ISSUER, audience: config.AUTH_AUDIENCE, lifeSeconds: 3_600 };
    const now = systemClock();
    return await Promise.all(logins.map((login) => signAccessToken(settings, { ...login, now })));
  } finally {
    await db.destroy();
  }
}

async function insertBatch(db: Knex, logins: readonly { userId: string; sessionId: string }[]): Promise<void> {
  const now = new Date(Date.now() - 60_000);
  const expiresAt = new Date(now.getTime() + 86_400_000);
  const login = { address: '127.0.0.1', userAgent: 'bench', lastUsedAt: now, expiresAt };
  const time = beginTime({ mode: 'free', plannedMinutes: null }, { now, dayEndsAt: expiresAt });
  const study = { ...time, closesAt: closesAt(time), studyDay: now.toISOString().slice(0, 10), plannedMinutes: null };
  await User.query(db).insert(logins.map(({ userId: id }) => ({ id, email: `${id}@example.org` })));
  await UserProfile.query(db).insert(logins.map(({ userId }) => ({ userId, displayName: 'Student' })));
  await Session.query(db).insert(logins.map(({ userId, sessionId: id }) => ({ id, userId, ...login })));
  await StudySession.query(db).insert(
    logins.map(({ userId }) => ({ userId, ...study, ...firstRun('closeStudySession', randomUUID(), now) })),
  );
}

interface Measured {
  before: Cpu;
  after: Cpu;
  times: number[];
}

/** What a process takes of one core, of calls at their pace, however long the last ones took. */
const shareOf = ({ before, after, times }: Measured, name: keyof Cpu): number =>
  ((after[name] - before[name]) / times.length) * PER_SECOND;

function report(product: Measured, plain: Measured): Figures {
  const shares = (['api', 'postgres', 'valkey'] as const).map((name) => [name, shareOf(product, name)] as const);
  const share = shares.reduce((sum, [, one]) => sum + one, 0);
  const bare = shareOf(plain, 'bare-api');
  printTable(
    ['10,000 students, a beat a minute', 'of one core'],
    [...shares, ['all', share] as const, ['a bare handler', bare] as const].map(([name, one]) => [
      name,
      `${rounded(one * 100, 1)} %`,
    ]),
  );
  const { times } = product;
  const ms = percentiles(times);
  console.log(`a beat takes ${ms.p50} ms, p95 ${ms.p95} ms`);
  const withinTarget = printTarget('under a fifth of one core', share < TARGET);
  const cpu = Object.fromEntries(shares.map(([name, one]) => [name, rounded(one, 4)]));
  return { beats: times.length, cpu, share: rounded(share, 4), bare: rounded(bare, 4), beatMs: ms, withinTarget };
}
