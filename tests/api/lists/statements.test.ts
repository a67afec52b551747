import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Operation } from '../../../api/contract/operation.js';
import { listOperations } from '../../../api/register-routes.js';
import { flushRedis } from '../../support/redis.js';
import { createStudent, type Student } from '../../support/student.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { type Addresses, fillLists } from './rows-of-lists.js';

const MANY = 20;

/** A student and how many rows each of their lists has. */
interface Reader {
  student: Student;
  addresses: Addresses;
}

let app: TestApp;
let one: Reader;
let many: Reader;
beforeAll(async () => {
  app = await startTestApp();
  [one, many] = [await newReader(1), await newReader(MANY)];
});
afterAll(() => app.close());

async function newReader(count: number): Promise<Reader> {
  const student = await createStudent(app);
  return { student, addresses: await fillLists(app.db, student.id, count) };
}

/** Whether an answer has a list of things, each with fields of its own. */
const givesList = ({ method, access, responses }: Operation): boolean => {
  const schema = responses[200]?.schema;
  if (method !== 'get' || access !== 'student' || !(schema instanceof z.ZodObject)) return false;
  return Object.values(schema.shape).some(
    (field) => field instanceof z.ZodArray && field.element instanceof z.ZodObject,
  );
};

/** Its list is one row of the database. */
const IN_ONE_ROW = ['/materials/{id}/guide'];
const LISTS = listOperations().filter((operation) => givesList(operation) && !IN_ONE_ROW.includes(operation.path));

/** What the metrics say that was sent for a route. */
async function sentFor(path: string): Promise<number> {
  const route = `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
  const metrics = await (await fetch(`${app.api.url}/metrics`)).text();
  const line = metrics
    .split('\n')
    .find((each) => each.startsWith(`http_request_statements_sum{method="GET",route="${route}"}`));
  return Number(line?.split(' ')[1] ?? 0);
}

/** How many statements a list takes, of a student whose session is known. */
async function statementsOf({ path }: Operation, { student, addresses }: Reader): Promise<number> {
  await student.fetch('/auth/me');
  await flushRedis(app.config);
  const before = await sentFor(path);
  const response = await student.fetch(addresses[path] ?? path);
  expect(response.status).toBe(200);
  await response.arrayBuffer();
  return (await sentFor(path)) - before;
}

describe('a list', () => {
  test.each(LISTS.map((operation) => [operation.path, operation] as const))(
    '%s takes as many statements for 20 rows as for one',
    async (path, operation) => {
      const counts = [await statementsOf(operation, one), await statementsOf(operation, many)];
      expect([path, counts[1]]).toEqual([path, counts[0]]);
      expect(counts[0]).toBeGreaterThan(0);
    },
  );
});
