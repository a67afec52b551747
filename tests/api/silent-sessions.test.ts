import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listOperations } from '../../api/register-routes.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** A student whose session was revoked as if the notice of it were lost: the process still has it in its cache. */
async function silentlyRevoked(): Promise<Student> {
  const student = await createStudent(app);
  expect((await student.fetch('/auth/me')).status).toBe(200);
  await app.db.transaction(async (trx) => {
    await trx.raw('SET LOCAL session_replication_role = replica');
    await trx('sessions').where({ userId: student.id }).update({ revokedAt: new Date() });
  });
  return student;
}

/** Of operations that look at the session themselves, once they have what is asked for. */
const BODIES: Record<string, object> = { beatStudy: { kind: 'focus' } };

const writes = listOperations().filter(({ method, access }) => method !== 'get' && access !== 'public');

describe('a session that was revoked, of which this process has not heard,', () => {
  test('still reads, which shows that nobody told', async () => {
    const student = await silentlyRevoked();
    expect((await student.fetch('/auth/me')).status).toBe(200);
  });

  test.each(writes.map(({ id, method, path }) => [id, method, path]))(
    'writes nothing by %s',
    async (id, method, path) => {
      const student = await silentlyRevoked();
      const address = path.replaceAll(/\{\w+\}/g, randomUUID());
      const sent = BODIES[id] && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(BODIES[id]),
      };
      const response = await student.fetch(address, { method: method.toUpperCase(), ...sent });
      expect(response.status).toBe(401);
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
    },
  );
});
