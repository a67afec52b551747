import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listOperations } from '../../api/register-routes.js';
import { REQUEST_MS } from '../../domain/wait-limits.js';
import { body } from '../support/body.js';
import { behindProxies, type Engine, type EngineProxies, startEngineProxies } from '../support/engine-proxies.js';
import { eventually } from '../support/eventually.js';
import { bearer } from '../support/http.js';
import { twoColors } from '../support/images.js';
import { callsOf, type OperationCall } from '../support/operation-calls.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import type { TcpMode } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let proxies: EngineProxies;
let image: Buffer;
beforeAll(async () => {
  proxies = await startEngineProxies();
  const short = { REQUEST_STATEMENT_SECONDS: '1', S3_TRY_SECONDS: '1' };
  app = await startTestApp(short, behindProxies(proxies));
  student = await createStudent(app);
  image = await twoColors(64, 64).png().toBuffer();
});
afterAll(async () => {
  await proxies.passAll();
  await app.close();
  await proxies.close();
});

/** These end the session or the account that the others call with. */
const ENDING = ['logOut', 'logOutEverywhere', 'changePassword', 'requestErasure'];
const operations = listOperations().filter(({ id }) => !ENDING.includes(id));

/** One request of every operation, made from its contract; ids are of nothing, and files are new. */
function allCalls(): OperationCall[] {
  const values = {
    email: `${randomUUID()}@example.org`,
    password: PASSWORD,
    displayName: 'Test Student',
    locale: 'en',
    timeZone: 'UTC',
    subjects: ['biology'],
    preferences: { dailyMinutes: 30 },
  };
  const file = Buffer.concat([image, randomBytes(8)]);
  return operations.flatMap((operation) => callsOf(operation, { idOf: () => randomUUID(), values, file }));
}

interface Answered {
  name: string;
  status: number;
  problem: string | undefined;
  retryAfter: number;
  ms: number;
}

async function call({ name, path, init }: OperationCall): Promise<Answered> {
  const began = performance.now();
  const headers = { ...init.headers, ...bearer(student.accessToken) };
  const response = await fetch(`${app.api.url}/api/v1${path}`, { ...init, headers, redirect: 'manual' });
  const isProblem = response.headers.get('Content-Type')?.includes('problem+json');
  const problem = isProblem ? (await body(response)).type : undefined;
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return { name, status: response.status, problem, retryAfter, ms: performance.now() - began };
}

/** Whether an answer is a plain one, or a 503 that says when to try again, in time. */
function isFine({ status, problem, retryAfter, ms }: Answered): boolean {
  if (ms > REQUEST_MS / 2) return false;
  if (problem === 'urn:scholium:problem:google-not-configured') return true;
  if (status === 503) return problem === 'urn:scholium:problem:service-unavailable' && retryAfter > 0;
  return status < 500;
}

const FAULTS: TcpMode[] = ['black-hole', 'half-open', { bytesPerSecond: 100 }, 'refuse', 'reset', { latencyMs: 50 }];

describe.each([
  ['Postgres', ['DATABASE_URL']],
  ['Redis, S3 and Temporal', ['REDIS_URL', 'S3_ENDPOINT', 'TEMPORAL_ADDRESS']],
] as [string, Engine[]][])(
  'with %s at fault every route answers in time, and never with a fault of ours',
  (_, engines) => {
    test.each(FAULTS)('%j', async (fault) => {
      for (const engine of engines) await proxies[engine].set(fault);
      const answered = await Promise.all(allCalls().map(call));
      await proxies.passAll();
      expect(answered.filter((one) => !isFine(one))).toEqual([]);
      // The pool gives its broken connections up one by one.
      await eventually(async () => (await student.fetch('/users/me')).status === 200);
      const upload = allCalls().filter(({ operation }) => operation.id === 'uploadMaterial') as [OperationCall];
      await eventually(async () => (await call(upload[0])).status === 202);
    });
  },
);

test('nothing is answered but by Postgres, or without it', async () => {
  await proxies.DATABASE_URL.set('black-hole');
  const began = performance.now();
  const [ready, ...answered] = await Promise.all([fetch(`${app.api.url}/readyz`), ...allCalls().map(call)]);
  await proxies.passAll();
  expect(answered.filter(({ status }) => status === 503).length).toBeGreaterThan(answered.length / 2);
  expect([ready.status, (await body(ready)).engines.postgres]).toEqual([503, 'down']);
  expect(performance.now() - began).toBeLessThan(REQUEST_MS / 2);
});
