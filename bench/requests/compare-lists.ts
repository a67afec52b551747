import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { recorded } from '../../stack/processes.js';
import { startBareApi } from '../api-process.js';
import type { Bench, Figures } from '../benchmark.js';
import { cpuSeconds } from '../cpu-time.js';
import { loadOf } from '../load.js';
import { printTable, printTarget } from '../report.js';
import type { SignedIn } from '../sign-in.js';
import { median, rounded } from '../statistics.js';
import { measureInTurns, type Rounds } from '../turns.js';
import { LISTS, type Sent, statementsOf } from './lists.js';

/** Times the time of the least: what is aimed at. */
const MAX_TIMES = 1.6;
/** Times its CPU: above what was measured, so that a check tells of a list that got much dearer. */
const MAX_CPU_TIMES = 2.5;
const CONNECTIONS = 10;

type Side = 'least' | 'product';

/** CPU seconds of a request: of the process that serves it and of PostgreSQL. */
type Cpu = Record<Side, number[]>;

/**
 * Each list of the real API against the least that gives it, in turns, for one student: Node's own HTTP server, the
 * same statements in the same order by `pg` alone, and `JSON.stringify`, with nobody asked who is there.
 */
export async function compareLists(bench: Bench, db: Knex, api: string, { userId, token }: SignedIn): Promise<Figures> {
  const statements: Record<string, Sent[]> = {};
  for (const list of LISTS) statements[list.path] = await statementsOf(list, db, userId);
  const file = join(bench.children.home.data, 'lists.json');
  writeFileSync(file, JSON.stringify(statements));
  const least = await startBareApi(bench, 'bare-lists', [file]);
  const headers = { Authorization: `Bearer ${token}` };
  const measured = [];
  for (const { path } of LISTS) {
    bench.say(`GET ${path}, ${statements[path]?.length} statements:`);
    measured.push({ path, ...(await measure(bench, { least: least + path, product: api + path }, headers)) });
  }
  return report(measured);
}

async function measure(bench: Bench, urls: Record<Side, string>, headers: Record<string, string>) {
  const [rounds, duration] = bench.isShort ? [3, 2] : [5, 5];
  const cpu: Cpu = { least: [], product: [] };
  const side = (name: Side) => async () => {
    const before = cpuOf(bench, name);
    const { rate, answers } = await loadOf({ url: urls[name], connections: CONNECTIONS, duration, headers });
    cpu[name].push((cpuOf(bench, name) - before) / answers);
    return rate;
  };
  const rates = await measureInTurns(bench, rounds, { least: side('least'), product: side('product') });
  return { rates, cpu };
}

const PROCESSES: Record<Side, readonly string[]> = { least: ['bare-lists', 'postgres'], product: ['api', 'postgres'] };

const cpuOf = ({ children }: Bench, side: Side): number =>
  PROCESSES[side].reduce((sum, name) => {
    const known = recorded(children.home.run, name);
    if (!known) throw new Error(`${name} does not run`);
    return sum + cpuSeconds(known.pid);
  }, 0);

function report(measured: readonly { path: string; rates: Rounds<Side>; cpu: Cpu }[]): Figures {
  const lists = measured.map(({ path, rates, cpu }) => {
    const [product, least] = [median(rates.product), median(rates.least)];
    const cpuMs = { product: rounded(median(cpu.product) * 1_000, 2), least: rounded(median(cpu.least) * 1_000, 2) };
    const cpuTimes = rounded(median(cpu.product) / median(cpu.least), 2);
    return { path, product, least, times: rounded(least / product, 2), cpuMs, cpuTimes };
  });
  printTable(
    ['', 'a second', 'the least', 'times its time', 'CPU ms', 'the least', 'times its CPU'],
    lists.map(({ path, product, least, times, cpuMs, cpuTimes }) => [
      `GET ${path}`,
      ...[String(Math.round(product)), String(Math.round(least)), times.toFixed(2)],
      ...[cpuMs.product.toFixed(2), cpuMs.least.toFixed(2), cpuTimes.toFixed(2)],
    ]),
  );
  const dearest = Math.max(...lists.map(({ times }) => times));
  const withinTarget = printTarget(`every list at most ${MAX_TIMES} times the time of the least`, dearest <= MAX_TIMES);
  return { lists, dearest, withinTarget, withinRatios: lists.every(({ cpuTimes }) => cpuTimes <= MAX_CPU_TIMES) };
}
