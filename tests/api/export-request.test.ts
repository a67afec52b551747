import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import { requestExport } from '../support/exports.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('asking for an export', () => {
  let app: TestApp;
  beforeAll(async () => {
    // No worker: what is asked for stays open.
    app = await startTestApp();
  });
  afterAll(() => app.close());

  test('is taken at once, with its address', async () => {
    const student = await createStudent(app);
    const response = await requestExport(student);
    expect(response.status).toBe(202);
    const { id, ...shown } = await body(response);
    expect(response.headers.get('Location')).toBe(`/api/v1/users/me/export/${id}`);
    expect(shown).toEqual({
      status: 'queued',
      bytes: null,
      url: null,
      expiresAt: null,
      failure: null,
      createdAt: expect.any(String),
      finishedAt: null,
    });
  });

  test('twenty times at once opens one, and one line in the audit log', async () => {
    const student = await createStudent(app);
    const responses = await Promise.all(Array.from({ length: 20 }, () => requestExport(student)));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(await Promise.all(responses.map(async (response) => (await body(response)).id))).size).toBe(1);
    expect(await app.db('exports').where({ userId: student.id }).count()).toEqual([{ count: 1 }]);
    expect(await app.db('audit_log').where({ subjectId: student.id }).count()).toEqual([{ count: 1 }]);
  });

  test('with a key again gives the same, also when it is over', async () => {
    const student = await createStudent(app);
    const key = { 'Idempotency-Key': randomUUID() };
    const { id } = await body(await requestExport(student, key));
    await end(student, id, { status: 'expired' });
    const again = await requestExport(student, key);
    expect([again.status, (await body(again)).id]).toEqual([200, id]);
    const fresh = await body(await requestExport(student, { 'Idempotency-Key': randomUUID() }));
    expect(fresh.id).not.toBe(id);
    // A new key while one is open is bound to that one.
    const bound = { 'Idempotency-Key': randomUUID() };
    expect((await body(await requestExport(student, bound))).id).toBe(fresh.id);
    await end(student, fresh.id, { status: 'failed', failure: 'Unexpected' });
    expect(await body(await requestExport(student, bound))).toMatchObject({
      id: fresh.id,
      status: 'failed',
      failure: 'unexpected',
    });
  });

  test('a fourth time in a day has to wait until the first is a day old', async () => {
    const student = await createStudent(app);
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    for (const hours of [30, 20, 10, 5]) {
      const { id } = await body(await requestExport(student));
      await end(student, id, { status: 'expired', finishedAt: hoursAgo(hours) });
    }
    const failed = await createStudent(app);
    for (let count = 0; count < 4; count++) {
      const { id } = await body(await requestExport(failed));
      await end(failed, id, { status: 'failed', failure: 'Unexpected' });
    }
    const refused = await requestExport(student, { 'Idempotency-Key': 'tried' });
    expect(refused.status).toBe(429);
    expect((await body(refused)).type).toMatch(/too-many-requests$/);
    const wait = Number(refused.headers.get('Retry-After'));
    expect(wait).toBeGreaterThan(4 * 3_600 - 60);
    expect(wait).toBeLessThanOrEqual(4 * 3_600);
    expect(await app.db('exports').where({ userId: student.id }).count()).toEqual([{ count: 4 }]);
    await app.db('exports').where({ userId: student.id, finishedAt: null }).delete();
    await app
      .db('exports')
      .where({ userId: student.id })
      .orderBy('finishedAt')
      .limit(4)
      .update({ finishedAt: hoursAgo(25) });
    expect((await requestExport(student, { 'Idempotency-Key': 'tried' })).status).toBe(202);
    // What failed was no export.
    expect((await requestExport(failed)).status).toBe(202);
  });

  test('is refused to who is suspended or leaving, and opens nothing', async () => {
    for (const status of ['suspended', 'erasing']) {
      const student = await createStudent(app);
      await app.db('users').where({ id: student.id }).update({ status });
      expect([401, 403]).toContain((await requestExport(student)).status);
      expect(await app.db('exports').where({ userId: student.id })).toEqual([]);
    }
  });

  async function end(student: Student, id: string, row: object): Promise<void> {
    const over = { bytes: 1, expiresAt: new Date(), finishedAt: new Date(), nextCheckAt: null };
    await app
      .db('exports')
      .where({ id, userId: student.id })
      .update({ ...over, ...row });
  }
});
