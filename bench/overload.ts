import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { createKnex } from '../db/knex.js';
import { startApi } from './api-process.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { fillStudents } from './learning/fill.js';
import { onTheBeat } from './on-the-beat.js';
import { printTable, printTarget } from './report.js';
import { signIn } from './sign-in.js';
import { percentiles } from './statistics.js';

const EMAIL = 'student@example.org';
const PASSWORD = 'a password of the bench';
const CONNECTIONS = 2_500;
const PER_SECOND = { health: 20, login: 2 };
/** In which the load is noticed. */
const WARM_UP_MS = 8_000;

/**
 * How long health and logins take beside a flood of reads that 2,500 connections send as fast as they are answered and
 * without a pause after a refusal: with shedding, and without.
 */
export const overload: Benchmark = {
  about: 'health and logins beside a flood of reads, with shedding and without',
  run,
};

interface Flood {
  health: number[];
  login: number[];
  /** Reads a second, served and refused. */
  served: number;
  refused: number;
  /** Logins that were not served, of all. */
  lost: number;
}

async function run(bench: Bench): Promise<Figures> {
  const db = createKnex(bench.config.DATABASE_URL, 2);
  try {
    await fillStudents(db, 100, () => {});
    const ids: string[] = await db('bench_students').limit(1).pluck('id');
    const [{ token = '' } = {}] = await signIn(bench, db, ids);
    const shedding = await flood(bench, token, 'api', {});
    const never = { SHED_LOOP_MS: '60000', SHED_POOL_MS: '60000', API_PORT: String(bench.ports.workerHealth) };
    const without = await flood(bench, token, 'api-2', never);
    return report(shedding, without);
  } finally {
    await db.destroy();
  }
}

/** @param name of the process, another for each, so that all are ended */
async function flood(bench: Bench, token: string, name: string, settings: NodeJS.ProcessEnv): Promise<Flood> {
  const api = await startApi(bench, { CONNECTIONS_PER_ADDRESS: '10000', ...settings }, name);
  const account = { email: EMAIL, password: PASSWORD };
  await post(`${api}/auth/signup`, { ...account, displayName: 'Student' });
  const seconds = bench.isShort ? 8 : 20;
  bench.say(`${CONNECTIONS} connections for ${seconds} s, ${settings.SHED_LOOP_MS ? 'without' : 'with'} shedding …`);
  const reads = autocannon({
    url: `${api}/gamification/xp?limit=100`,
    connections: CONNECTIONS,
    duration: seconds + WARM_UP_MS / 1_000 + 1,
    timeout: 60,
    // In a thread of its own, so that calls on the beat are sent and heard of in time.
    workers: 1,
    headers: { Authorization: `Bearer ${token}` },
  });
  let lost = 0;
  const logIn = async () => {
    const response = await post(`${api}/auth/login`, account);
    if (response.status !== 503) return response;
    lost += 1;
    return new Response();
  };
  await pause(WARM_UP_MS);
  const [health, login] = await Promise.all([
    onTheBeat(PER_SECOND.health, seconds, () => fetch(new URL('/healthz', api))),
    onTheBeat(PER_SECOND.login, seconds, logIn),
  ]);
  const { duration, non2xx, '2xx': served } = await reads;
  return { health, login, lost, served: served / duration, refused: non2xx / duration };
}

const post = (url: string, content: object): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) });

function report(shedding: Flood, without: Flood): Figures {
  const figures = (flood: Flood) => ({ ...flood, health: percentiles(flood.health), login: percentiles(flood.login) });
  const [shed, all] = [figures(shedding), figures(without)];
  const row = (name: string, { health, login, lost, served, refused }: typeof shed) => [
    name,
    ...[health.p50, health.p95, login.p50, login.p95, lost, Math.round(served), Math.round(refused)].map(String),
  ];
  printTable(
    ['beside the flood', '/healthz p50, ms', 'p95', 'login p50, ms', 'p95', 'not served', 'reads a second', 'refused'],
    [row('with shedding', shed), row('without', all)],
  );
  const isBounded = printTarget(
    'p95 of health and logins lower with shedding',
    shed.health.p95 < all.health.p95 && shed.login.p95 < all.login.p95,
  );
  return { shedding: shed, without: all, isBounded };
}
