import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { randomNumbers } from '../../lib/random-numbers.js';
import { ensureAuthKeys } from '../../services/auth/key-files.js';
import { type ApiProcess, startApiProcess } from '../support/api-process.js';
import { eventually } from '../support/eventually.js';
import { json } from '../support/http.js';
import { flushRedis } from '../support/redis.js';
import { createStudent, type Student } from '../support/student.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { openTestData, type TestData } from '../support/test-data.js';

/** How long students read and write; repeats the faults of an earlier run by its seed. */
const SECONDS = Number(process.env.VIEW_SECONDS ?? 15);
const SEED = Number(process.env.VIEW_SEED ?? Date.now() % 1_000_000);
const STUDENTS = 4;
const READERS = 3;
/** Of `dailyMinutes`, which counts the writes of a student. */
const MOST = 600;

let data: TestData;
let proxy: TcpProxy;
let redis: Redis;
let env: Record<string, string>;
const processes: ApiProcess[] = [];
beforeAll(async () => {
  data = await openTestData();
  redis = new Redis(data.config.REDIS_URL);
  const url = new URL(data.config.REDIS_URL);
  proxy = await startTcpProxy(url.host);
  url.host = proxy.address;
  env = { ...data.env, REDIS_URL: url.href };
  await ensureAuthKeys(data.config.AUTH_KEYS_FILE);
  for (const at of [0, 1]) processes[at] = await startApiProcess(env);
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.kill()));
  redis.disconnect();
  await proxy.close();
  await data.close();
});

interface Seen {
  reads: number;
  writes: number;
  faults: string[];
}

/** A student who writes at one process or the other, while several read at both; each read shows what was answered. */
async function live(student: Student, isOver: () => boolean, random: () => number, seen: Seen): Promise<void> {
  let answered = 0;
  const at = () => `${processes[random() < 0.5 ? 0 : 1]?.url}/api/v1`;
  const headers = { Authorization: `Bearer ${student.accessToken}` };
  const write = async () => {
    for (let minutes = 10; minutes < MOST && !isOver(); minutes += 1) {
      const response = await fetch(
        `${at()}/onboarding`,
        json('POST', { preferences: { dailyMinutes: minutes } }, headers),
      ).catch(() => undefined);
      if (response?.ok) answered = minutes;
      if (response?.ok) seen.writes += 1;
    }
  };
  // Another of the student's devices, which writes something else.
  const writeElse = async () => {
    while (!isOver()) await fetch(`${at()}/onboarding`, json('POST', { goals: ['pass'] }, headers)).catch(() => {});
  };
  const read = async () => {
    while (!isOver()) {
      const least = answered;
      const response = await fetch(`${at()}/dashboard`, { headers }).catch(() => undefined);
      if (!response?.ok) continue;
      const { today } = (await response.json()) as { today: { goalMinutes: number } };
      seen.reads += 1;
      if (least > 0 && today.goalMinutes < least) seen.faults.push(`${today.goalMinutes} after ${least} was answered`);
    }
  };
  await Promise.all([write(), writeElse(), ...Array.from({ length: READERS }, read)]);
}

/** Until Redis knows what it missed, or nothing of it: a process that begins then has nobody else to hear it from. */
async function untilTold(isOver: () => boolean): Promise<void> {
  const { REDIS_KEY_PREFIX: prefix } = data.config;
  const written: { userId: string; version: number }[] = await data.db('user_stats').select('userId', 'version');
  await eventually(async () => {
    const known = await Promise.all(written.map(({ userId }) => redis.get(`${prefix}v:{${userId}}`)));
    return isOver() || written.every(({ version }, at) => Number(known[at] ?? version) >= version);
  });
}

/** One fault after the other: what is kept goes, Redis is away or slow for a moment, a process is killed. */
async function disturb(isOver: () => boolean, random: () => number): Promise<void> {
  const away = async (mode: 'refuse' | 'black-hole' | { latencyMs: number }) => {
    await proxy.set(mode);
    await pause(300);
    await proxy.set('pass');
    await untilTold(isOver);
  };
  const kill = async () => {
    const at = random() < 0.5 ? 0 : 1;
    await processes[at]?.kill();
    processes[at] = await startApiProcess(env);
  };
  const faults = [
    () => flushRedis(data.config),
    () => flushRedis(data.config),
    () => away('refuse'),
    () => away('black-hole'),
    () => away({ latencyMs: 100 }),
    kill,
  ];
  while (!isOver()) {
    await faults[Math.floor(random() * faults.length)]?.();
    await pause(100);
  }
}

test('students see what they were answered, while processes are killed and Redis is flushed, stopped and slow', async () => {
  const random = randomNumbers(SEED);
  const students = await Promise.all(
    Array.from({ length: STUDENTS }, () => createStudent({ api: { url: processes[0]?.url ?? '' } })),
  );
  const until = performance.now() + SECONDS * 1_000;
  const isOver = () => performance.now() > until;
  const seen: Seen = { reads: 0, writes: 0, faults: [] };
  await Promise.all([...students.map((student) => live(student, isOver, random, seen)), disturb(isOver, random)]);
  expect({ seed: SEED, faults: seen.faults }).toEqual({ seed: SEED, faults: [] });
  expect(Math.min(seen.reads, seen.writes)).toBeGreaterThan(STUDENTS);
});
