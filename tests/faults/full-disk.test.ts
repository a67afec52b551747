import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi } from '../../api/start-api.js';
import { workflowIdOf } from '../../domain/runs/flows.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { json } from '../support/http.js';
import { putOnSmallDisk, type SmallDisk } from '../support/small-disk.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let disk: SmallDisk;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
  disk = await putOnSmallDisk(app.db, ['materials', 'material_pages']);
});
afterAll(async () => {
  await disk.remove();
  await app.close();
});

const readiness = async (url: string) => {
  const response = await fetch(`${url}/readyz`);
  return { code: response.status, postgres: (await body(response)).engines.postgres };
};

async function expectUnavailable(response: Response): Promise<void> {
  expect([response.status, (await body(response)).type]).toEqual([503, 'urn:scholium:problem:service-unavailable']);
  expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
}

const page = (text: string) => makePdf([{ text }]);

test('with a full disk writes are 503 with a time to try again, reads go on, and /readyz tells', async () => {
  expect(await readiness(app.api.url)).toEqual({ code: 200, postgres: 'up' });
  await disk.fill();
  await expectUnavailable(await upload(student, await page('The tide comes in.')));
  expect(await readiness(app.api.url)).toEqual({ code: 200, postgres: 'read-only' });
  expect(await body(await student.fetch('/materials'))).toEqual({ data: [], nextCursor: null });
  await disk.free();
  expect((await upload(student, await page('The tide comes in.'))).status).toBe(202);
});

test('what was taken before the disk was full is finished when there is room again', async () => {
  const { id } = await body(await upload(student, await page('The tide goes out again.')));
  await disk.fill();
  await app.startWorker();
  const temporal = createTemporalClient(app.config);
  const handle = temporal.workflow.getHandle(workflowIdOf('ingestMaterial', { id, runNo: 1 }));
  const failure = await eventually(async () => {
    const { raw } = await handle.describe();
    return raw.pendingActivities?.find(({ lastFailure }) => lastFailure)?.lastFailure;
  });
  expect(failure.applicationFailureInfo).toMatchObject({ type: 'DatabaseUnavailable', nonRetryable: false });
  await disk.free();
  await eventually(async () => (await app.db('materials').where({ id }).first('status')).status === 'ready');
  expect(await app.db('material_pages').where({ materialId: id, status: 'done' })).toHaveLength(1);
  await temporal.connection.close();
});

describe('a database that cannot serve now is a 503:', () => {
  test.each([
    ['53100', 'disk full'],
    ['53200', 'out of memory'],
    ['53300', 'too many connections'],
    ['53400', 'configuration limit exceeded'],
    ['57P01', 'admin shutdown'],
    ['57P02', 'crash shutdown'],
    ['57P03', 'cannot connect now'],
    ['25006', 'read-only transaction'],
  ])('%s %s', async (code) => {
    await app.db.raw(`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '${code}'; END $$`);
    await app.db.raw('CREATE TRIGGER refuse BEFORE UPDATE ON user_profiles EXECUTE FUNCTION refuse()');
    const profile = await body(await student.fetch('/users/me'));
    const { displayName, grade, locale, timeZone, boardVisibility } = profile;
    const changed = { displayName, grade, locale, timeZone, boardVisibility };
    const response = await student.fetch('/users/me', json('PUT', { ...changed, displayName: `${code} Student` }));
    await app.db.raw('DROP TRIGGER refuse ON user_profiles');
    await expectUnavailable(response);
  });

  test('and of one that only reads, /readyz tells before anybody has written', async () => {
    const name = new URL(app.config.DATABASE_URL).pathname.slice(1);
    await app.db.raw('ALTER DATABASE ?? SET default_transaction_read_only = on', [name]);
    const other = await startApi(app.config);
    try {
      expect(await readiness(other.url)).toEqual({ code: 200, postgres: 'read-only' });
      const credentials = { email: `${crypto.randomUUID()}@example.org`, password: 'correct horse battery' };
      const signUp = json('POST', { ...credentials, displayName: 'Test Student' });
      await expectUnavailable(await fetch(`${other.url}/api/v1/auth/signup`, signUp));
    } finally {
      await other.close();
      await app.db.raw('ALTER DATABASE ?? RESET default_transaction_read_only', [name]);
    }
  });
});
