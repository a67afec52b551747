import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { eventIn, type FaultSink, startFaultSink } from '../support/fault-sink.js';
import { postTo } from '../support/http.js';
import { listKeys } from '../support/objects.js';
import { createStudent, PASSWORD, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let sink: FaultSink;
let app: TestApp;
let student: Student;
beforeAll(async () => {
  sink = await startFaultSink();
  app = await startTestApp({ SENTRY_DSN: sink.dsn, RELEASE: 'scholium@test', LOG_LEVEL: 'silent' });
  student = await createStudent(app);
});
beforeEach(() => {
  sink.bodies.length = 0;
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

const TEXT = 'The moon pulls the sea, and twice a day it comes.';

/** Has the database throw an error that says what was to be written. */
async function breakWrites(table: string, column: string): Promise<() => Promise<unknown>> {
  await app.db.raw(`CREATE FUNCTION break_${table}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'refused: %', NEW.${column} USING DETAIL = NEW.${column}; END $$`);
  await app.db.raw(
    `CREATE TRIGGER broken BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION break_${table}()`,
  );
  return () => app.db.raw(`DROP FUNCTION break_${table} CASCADE`);
}

describe('error tracking', () => {
  test('hears of an unexpected fault of a request, by its request id, and nothing of who asked', async () => {
    const repair = await breakWrites('users', 'email');
    const email = `${randomUUID()}@example.org`;
    const signUp = { email, password: PASSWORD, displayName: 'Ada' };
    const response = await postTo(app, '/auth/signup', signUp, { 'X-Request-Id': 'the-request' });
    expect([response.status, (await body(response)).requestId]).toEqual([500, 'the-request']);
    await eventually(async () => sink.bodies.length > 0);
    await repair();
    expect(sink.bodies).toHaveLength(1);
    expect(eventIn(sink.bodies[0] ?? '')).toMatchObject({
      release: 'scholium@test',
      tags: { part: 'api', requestId: 'the-request', route: '/api/v1/auth/signup', code: 'P0001' },
    });
    expect(sink.bodies[0]).not.toContain(email.slice(0, 8));
    expect(sink.bodies[0]).not.toContain('Ada');
  });

  test('hears once of an activity that fails again and again, by the ids of its run, and nothing of the document', async () => {
    const repair = await breakWrites('material_pages', 'text');
    const worker = await app.startWorker();
    const headers = { 'X-Request-Id': 'the-upload' };
    const { id } = await body(await upload(student, await makePdf([{ text: TEXT }]), { headers }));
    const attempts = () => worker.lines().filter((line) => line.includes('unexpected error in an activity'));
    await eventually(async () => attempts().length >= 3);
    await repair();
    await eventually(async () => (await app.db('materials').where({ id }).first('status')).status === 'ready');
    expect(sink.bodies).toHaveLength(1);
    expect(eventIn(sink.bodies[0] ?? '')).toMatchObject({
      tags: { part: 'worker', requestId: 'the-upload', workflowId: `ingest:${id}:1`, attempt: '1' },
    });
    for (const word of ['moon', 'refused', student.email]) expect(sink.bodies[0]).not.toContain(word);
    expect(worker.lines().join('\n')).not.toContain('moon');
    expect(await worker.stop()).toBe(0);
  });

  test('hears once of an activity that is given up and that an operator has to see to', async () => {
    const { id } = await body(await upload(student, await makePdf([{ text: `${TEXT} Again.` }])));
    for (const key of await listKeys(app.config)) await app.storage.delete(key);
    const worker = await app.startWorker();
    await eventually(async () => (await app.db('materials').where({ id }).first('status')).status === 'failed');
    await eventually(async () => sink.bodies.length > 0);
    // It tells what is on its way before it ends.
    expect(await worker.stop()).toBe(0);
    const events = sink.bodies.map(eventIn);
    expect(events).toMatchObject([{ tags: { workflowId: `ingest:${id}:1`, failure: 'storage-missing' } }]);
  });
});
