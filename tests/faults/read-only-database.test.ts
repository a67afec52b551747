import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
});
afterAll(() => app.close());

const readiness = async () => {
  const response = await fetch(`${app.api.url}/readyz`);
  return { code: response.status, ...(await body(response)) };
};

test('a full disk is a 503 with a time to try again, and /readyz says that nothing can be written', async () => {
  expect(await readiness()).toMatchObject({ code: 200, status: 'ready', engines: { postgres: 'up' } });
  // What Postgres answers when it cannot extend a file.
  await app.db.raw(`CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`);
  await app.db.raw('CREATE TRIGGER full_disk BEFORE INSERT ON materials FOR EACH ROW EXECUTE FUNCTION disk_full()');
  const refused = await upload(student, Buffer.from('# Tides\n\nThe tide comes in.'), { title: 'Tides' });
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect((await body(refused)).type).toBe('urn:scholium:problem:service-unavailable');
  expect(await readiness()).toMatchObject({ code: 200, status: 'degraded', engines: { postgres: 'read-only' } });
  expect((await student.fetch('/materials')).status).toBe(200);
});

test('a database that only reads is told by /readyz', async () => {
  const name = new URL(app.config.DATABASE_URL).pathname.slice(1);
  await app.db.raw('ALTER DATABASE ?? SET default_transaction_read_only = on', [name]);
  const other = await import('../../api/start-api.js').then(({ startApi }) => startApi(app.config));
  try {
    const response = await fetch(`${other.url}/readyz`);
    expect([response.status, (await body(response)).engines.postgres]).toEqual([200, 'read-only']);
  } finally {
    await other.close();
  }
});
