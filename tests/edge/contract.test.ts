import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import { documentedOperations, isForStudents, type Schema } from '../support/openapi.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
});
afterAll(() => app.close());

const OPERATIONS = documentedOperations();
const methodsOf = (path: string) =>
  OPERATIONS.filter((one) => one.path === path).flatMap(({ method }) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
/** An address of a path; the ids name nothing. */
const addressOf = (path: string) => `/api/v1${path.replaceAll(/\{\w+\}/g, () => crypto.randomUUID())}`;
const ADDRESSES = [...new Set(OPERATIONS.map(({ path }) => path))];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Of an address that differs: beside one that ends in an id, and takes no GET, it is read as an id. */
const statusOf = (other: string): number => {
  if (other.endsWith('/')) return 404;
  const beside = ADDRESSES.find((path) => `/api/v1${path}`.replace(/\{\w+\}$/, '') === other.replace(/[^/]+$/, ''));
  // Read as an id of what a student may not read.
  if (beside?.endsWith('}') && !isForStudents({ path: beside })) return 403;
  return beside?.endsWith('}') && !methodsOf(beside).includes('GET') ? 405 : 404;
};

describe('every address', () => {
  test.each(ADDRESSES)('%s: another method is 405, and Allow names what is taken', async (path) => {
    const taken = methodsOf(path).sort();
    const refused = METHODS.filter((method) => !taken.includes(method));
    expect(refused.length).toBeGreaterThan(0);
    for (const method of refused) {
      const response = await fetch(`${app.api.url}${addressOf(path)}`, { method });
      expect([method, response.status]).toEqual([method, 405]);
      expect(response.headers.get('Allow')?.split(', ').sort()).toEqual(taken);
      expect((await body(response)).type).toBe('urn:scholium:problem:method-not-allowed');
    }
  });

  test.each(ADDRESSES)('%s: OPTIONS names the same', async (path) => {
    const response = await fetch(`${app.api.url}${addressOf(path)}`, { method: 'OPTIONS' });
    expect(response.status).toBe(200);
    expect(response.headers.get('Allow')?.split(', ').sort()).toEqual(methodsOf(path).sort());
  });

  test.each([
    ...ADDRESSES.map((path) => `/api/v1${path}`),
    '/healthz',
    '/readyz',
    '/metrics',
    '/docs',
    '/connect/google',
  ])('%s: in other letters or with a slash at the end it is none', async (template) => {
    const address = template.replaceAll(/\{\w+\}/g, () => crypto.randomUUID());
    const last = address.lastIndexOf('/') + 1;
    const inCapitals = `${address.slice(0, last)}${address.slice(last).toUpperCase()}`;
    const others = [`${address}/`, inCapitals, address.replace(/^\/[a-z]/, (start) => start.toUpperCase())];
    for (const other of others.filter((one) => !/[0-9A-F-]{36}$/.test(one)))
      expect([other, (await student.fetch(`/../..${other}`)).status]).toEqual([other, statusOf(other)]);
  });
});

describe('a name in an address', () => {
  test('is meant with its letters encoded, too', async () => {
    const paths = ['/topics/mathematics', '/topics/%6Dathem%61tics'];
    const [plain, encoded] = await Promise.all(paths.map(async (path) => body(await student.fetch(path))));
    expect(plain.data.length).toBeGreaterThan(0);
    expect(encoded).toEqual(plain);
  });

  test.each(['%', '%zz', '%E0%A4', '%2F', '%00'])('is none as %s', async (name) => {
    const response = await student.fetch(`/materials/${name}`);
    expect(response.status).toBe(404);
    expect((await body(response)).type).toBe('urn:scholium:problem:not-found');
  });
});

/** What a query must have beside it, by path. */
const NEEDED: Record<string, string> = { '/lessons/search': 'q=word&' };

/** Every query parameter that is an integer. */
const INTEGERS = OPERATIONS.filter(isForStudents).flatMap(({ path, parameters = [] }) =>
  parameters
    .filter((one) => one.in === 'query' && [one.schema.type].flat().includes('integer'))
    .map(({ name }) => [path, name] as const),
);

describe('an integer in a query', () => {
  test('is documented as one', () => {
    expect(INTEGERS).toContainEqual(['/materials', 'limit']);
    expect(INTEGERS).toContainEqual(['/materials/{id}/pages', 'cursor']);
  });

  test.each(INTEGERS)('of %s, %s: decimal digits and nothing else', async (path, name) => {
    const ask = async (text: string) =>
      (await student.fetch(`${addressOf(path).slice(7)}?${NEEDED[path] ?? ''}${name}=${encodeURIComponent(text)}`))
        .status;
    for (const text of [
      '1e1',
      '+5',
      '-1',
      ' 5',
      '5 ',
      '0x10',
      '5.0',
      '',
      'NaN',
      'Infinity',
      '٣',
      '1_0',
      '9'.repeat(30),
    ])
      expect([text, await ask(text)]).toEqual([text, 422]);
    expect((await student.fetch(`${addressOf(path).slice(7)}?${NEEDED[path] ?? ''}${name}=5&${name}=6`)).status).toBe(
      422,
    );
    // The address names nothing where it holds an id, and by then the query has passed.
    expect(await ask('5')).toBe(path.includes('{') ? 404 : 200);
  });
});

test.each([
  ['0', 'Too small: expected number to be >=1'],
  ['32', 'Too big: expected number to be <=31'],
  ['ten', 'Must be written in decimal digits'],
  ['', 'Must be written in decimal digits'],
])('an integer in a query that is refused says why: %j', async (text, detail) => {
  const response = await student.fetch(`/study/history?limit=${text}`);
  expect(await response.json()).toMatchObject({ status: 422, errors: [{ pointer: '?limit', detail }] });
});

describe('the document', () => {
  test('calls every e-mail of a request one', () => {
    const found = OPERATIONS.flatMap(({ operationId, requestBody }) =>
      Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
        fieldsOf(schema).map((field) => ({ operationId, ...field })),
      ),
    ).filter(({ name }) => /email/i.test(name));
    expect(found.map(({ operationId }) => operationId)).toContain('signUp');
    for (const { operationId, schema } of found) expect([operationId, schema.format]).toEqual([operationId, 'email']);
  });
});

function fieldsOf({ properties = {}, items, anyOf = [] }: Schema): { name: string; schema: Schema }[] {
  const own = Object.entries(properties).map(([name, schema]) => ({ name, schema }));
  return [...own, ...[...Object.values(properties), ...(items ? [items] : []), ...anyOf].flatMap(fieldsOf)];
}
