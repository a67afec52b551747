import { startApi, startBareApi } from './api-process.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { loadOf } from './load.js';
import { onTheBeat } from './on-the-beat.js';
import { printTable, printTarget } from './report.js';
import { median, percentiles, rounded } from './statistics.js';
import { measureInTurns, type Rounds } from './turns.js';

const TARGET_SHARE = 0.7;
const TARGET_P95_MS = 100;
const CONNECTIONS = 10;
const LOGINS_PER_SECOND = 20;
const READS_PER_SECOND = 50;
const ACCOUNTS = 20;
const PASSWORD = 'a bench password';

/**
 * What a request costs that has to be somebody's: `GET /auth/me` of the real API (session from Postgres or its cache,
 * rate limit in Valkey, profile from Postgres, contract, log, metrics) against a bare Koa handler behind koa-jwt that
 * checks the same token and answers a constant. Both are processes of their own, under the same load of 10 connections
 * that ask as fast as they are answered; they take turns, and medians of their rates are compared.
 *
 * Then the same route under a flood: 20 logins a second, each a whole argon2id at the default cost, while 50 reads a
 * second are timed. Both keep their beat whether or not earlier calls were answered, so that a stall is counted.
 */
export const auth: Benchmark = { about: 'GET /auth/me against a bare handler, and under a flood of logins', run };

async function run(bench: Bench): Promise<Figures> {
  const api = await startApi(bench);
  const bare = await startBareApi(bench);
  const tokens = await signUpMany(api);
  const rates = await measureRates(bench, { product: `${api}/auth/me`, bare: `${bare}/` }, tokens[0] ?? '');
  const flood = await underFlood(bench, api, tokens[0] ?? '');
  return report(rates, flood);
}

const email = (index: number) => `bench-${index}@example.org`;

async function post(url: string, body: object): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function signUpMany(api: string): Promise<string[]> {
  const tokens: string[] = [];
  for (let index = 0; index < ACCOUNTS; index += 1) {
    const account = { email: email(index), password: PASSWORD, displayName: 'Bench' };
    const response = await post(`${api}/auth/signup`, account);
    if (response.status !== 201) throw new Error(`a sign-up was answered ${response.status}`);
    tokens.push(((await response.json()) as { tokens: { accessToken: string } }).tokens.accessToken);
  }
  return tokens;
}

type Rates = Rounds<'bare' | 'product'>;

function measureRates(bench: Bench, urls: Record<keyof Rates, string>, token: string): Promise<Rates> {
  const [rounds, duration] = bench.isShort ? [3, 3] : [5, 8];
  const headers = { Authorization: `Bearer ${token}` };
  const rate = (url: string) => async () => (await loadOf({ url, connections: CONNECTIONS, duration, headers })).rate;
  return measureInTurns(bench, rounds, { bare: rate(urls.bare), product: rate(urls.product) });
}

interface Flood {
  logins: number;
  loginMs: number[];
  readMs: number[];
}

async function underFlood(bench: Bench, api: string, token: string): Promise<Flood> {
  const seconds = bench.isShort ? 5 : 15;
  bench.say(`${LOGINS_PER_SECOND} logins and ${READS_PER_SECOND} reads a second, for ${seconds} s …`);
  const login = (index: number) => post(`${api}/auth/login`, { email: email(index % ACCOUNTS), password: PASSWORD });
  const read = () => fetch(`${api}/auth/me`, { headers: { Authorization: `Bearer ${token}` } });
  const [loginMs, readMs] = await Promise.all([
    onTheBeat(LOGINS_PER_SECOND, seconds, login),
    onTheBeat(READS_PER_SECOND, seconds, read),
  ]);
  return { logins: loginMs.length, loginMs, readMs };
}

function report(rates: Rates, { logins, loginMs, readMs }: Flood): Figures {
  const [product, bare] = [median(rates.product), median(rates.bare)];
  const share = product / bare;
  const [read, login] = [percentiles(readMs), percentiles(loginMs)];
  printTable(
    ['requests a second', 'median'],
    [
      ['GET /auth/me', String(Math.round(product))],
      ['bare Koa + koa-jwt', String(Math.round(bare))],
      ['share', share.toFixed(2)],
    ],
  );
  printTable(
    ['under the flood, ms', 'p50', 'p95'],
    [
      ['GET /auth/me', String(read.p50), String(read.p95)],
      ['POST /auth/login', String(login.p50), String(login.p95)],
    ],
  );
  const withinShare = printTarget(`at least ${TARGET_SHARE} of the bare handler`, share >= TARGET_SHARE);
  const withinP95 = printTarget(`p95 under ${TARGET_P95_MS} ms in the flood`, read.p95 < TARGET_P95_MS);
  return {
    requestsPerSecond: { product, bare },
    share: rounded(share, 3),
    logins,
    readMs: read,
    loginMs: login,
    withinShare,
    withinP95,
  };
}
