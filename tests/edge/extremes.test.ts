import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listOperations } from '../../api/register-routes.js';
import { type FullAccount, fillAccount } from '../support/full-account.js';
import { branches } from '../support/id-slots.js';
import { documentedOperations, isForStudents, type Operation, type Schema } from '../support/openapi.js';
import { callsOf } from '../support/operation-calls.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** A place in a request where one value stands: a parameter of the query, or the way through a body of JSON. */
interface Leaf {
  place: 'query' | 'body';
  at: string[];
  schema: Schema;
}

function leavesOf({ parameters = [], requestBody }: Operation): Leaf[] {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const body = requestBody?.content['application/json']?.schema;
  return [
    ...inQuery.flatMap(({ name, schema }) =>
      inside(schema, [name]).map((leaf) => ({ ...leaf, place: 'query' as const })),
    ),
    ...inside(body, []).map((leaf) => ({ ...leaf, place: 'body' as const })),
  ];
}

/** Every value of a schema that has no parts, as a body or one parameter holds it. */
function inside(schema: Schema | undefined, at: string[]): Omit<Leaf, 'place'>[] {
  if (!schema) return [];
  const parts = branches(schema);
  if (parts.length > 0) return parts.flatMap((part) => inside(part, at));
  if (schema.items) return inside(schema.items, [...at, '0']);
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([name, part]) => inside(part, [...at, name]));
  return [{ at, schema }];
}

const NUMBERS = ['5e-324', '1e-50', '-0', '0.1', '1e308', '1e400', '-1', '2147483648', '9007199254740993'];
const DAYS = ['0000-01-01', '0001-01-01', '9999-12-31', '0000-02-29'];
const TEXTS = ['\0', '\u0001', '\ufffe', '\u202e', "'", '"', '\\', '%00', '{}', 'NaN', '-Infinity', 'x'.repeat(5_000)];
const IDS = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** Values at the ends of what a type holds, as JSON. */
function extremesOf({ type, format }: Schema): string[] {
  const types = [type].flat();
  if (types.includes('integer') || types.includes('number')) return NUMBERS;
  if (types.includes('boolean')) return ['1'];
  const texts = format === 'date' ? DAYS : format === 'uuid' ? IDS : [];
  return [...texts, ...TEXTS].map((text) => JSON.stringify(text));
}

/** Each of its bodies has one thing beside the reason. */
const SEARCH = { reason: 'why' };

/** What a request has at a leaf, in the place of this. */
const MARK = '<the value>';

function put(whole: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined) return MARK;
  if (first === '0') return [put(undefined, rest)];
  const parts = (whole ?? {}) as Record<string, unknown>;
  return { ...parts, [first]: put(parts[first], rest) };
}

/** The least request that an operation takes, with a value at a leaf. */
function requestOf(
  operation: Operation,
  { place, at }: Leaf,
  value: string,
  account: FullAccount & { userId: string },
) {
  const contract = listOperations().find(({ id }) => id === operation.operationId);
  if (!contract) throw new Error(`no operation ${operation.operationId}`);
  const ids = account as unknown as Record<string, string>;
  const idOf = (word: string) =>
    ids[`${word.replace(/ies$/, 'y').replace(/s$/, '')}Id`] ?? OTHER[word]?.(account) ?? randomUUID();
  const values = { password: PASSWORD, email: `${randomUUID()}@example.org`, subjects: ['biology'] };
  const [call] = callsOf(contract, { idOf, values, file: Buffer.from('a') });
  const { path = '', init } = call ?? {};
  if (place === 'query') {
    const reason = isForStudents(operation) || at[0] === 'reason' ? '' : '&reason=why';
    return { path: `${path}?${at[0]}=${encodeURIComponent(String(JSON.parse(asJson(value))))}${reason}`, init };
  }
  const least = operation.operationId === 'supportSearchUsers' ? SEARCH : JSON.parse(String(init?.body));
  const body = JSON.stringify(put(least, at)).replace(JSON.stringify(MARK), value);
  return { path, init: { ...init, body } };
}

/** Of a number its digits, since JSON has no names for the largest. */
const asJson = (value: string): string => (value.startsWith('"') ? value : JSON.stringify(value));

/** Where the word before an id is not what it is the id of. */
const OTHER: Record<string, (account: FullAccount) => string> = {
  'by-id': ({ lessonId }) => lessonId,
  reviews: ({ cardId }) => cardId,
  messages: ({ questionId }) => questionId,
  jobs: () => 'reconcile',
};

const CASES = documentedOperations()
  .map((operation) => ({ operation, leaves: leavesOf(operation) }))
  .filter(({ leaves }) => leaves.length > 0)
  .map((one) => [one.operation.operationId, one] as const);

async function createSupporter(): Promise<Student> {
  const made = await createStudent(app);
  await app.db('users').where({ id: made.id }).update({ role: 'support' });
  return made;
}

test.each(CASES)('no value at the ends of its type is a fault of ours: %s', async (_id, { operation, leaves }) => {
  const student: Student = await createStudent(app);
  const account = { ...(await fillAccount(app, student)), userId: student.id };
  const caller = isForStudents(operation) ? student : await createSupporter();
  const faults: string[] = [];
  for (const leaf of leaves) {
    for (const value of extremesOf(leaf.schema)) {
      const { path, init } = requestOf(operation, leaf, value, account);
      const { status } = await caller.fetch(path, init);
      if (status === 500) faults.push(`${leaf.at.join('.')} ${value.slice(0, 40)}`);
    }
  }
  expect(faults).toEqual([]);
});
