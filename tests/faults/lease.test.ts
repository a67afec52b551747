import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withIdempotencyKey } from '../../services/shared/idempotency.js';
import { type ApiProcess, startApiProcess } from '../support/api-process.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { bearer, problemOf } from '../support/http.js';
import { openRaw, type RawConnection } from '../support/raw-http.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let other: ApiProcess;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
  other = await startApiProcess(app.env);
});
afterAll(async () => {
  await other.kill();
  await app.close();
});

const FILE = Buffer.from('# Tides\n\nThe tide comes in twice a day, and it goes out again.');

/** Begins a keyed upload at an API, and does not end it. */
async function beginUpload(url: string, key: string): Promise<RawConnection> {
  const connection = await openRaw(url);
  const headers = {
    Host: 'localhost',
    ...bearer(student.accessToken),
    'Idempotency-Key': key,
    'Content-Type': 'multipart/form-data; boundary=b',
    'Transfer-Encoding': 'chunked',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  connection.write(`POST /api/v1/materials/upload HTTP/1.1\r\n${lines.join('')}\r\n`);
  const start = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n${'x'.repeat(20_000)}`;
  connection.write(`${start.length.toString(16)}\r\n${start}\r\n`);
  await eventually(async () => app.db('idempotency_keys').where({ key }).first());
  return connection;
}

const sameUpload = (key: string) => upload(student, FILE, { title: 'Tides', headers: { 'Idempotency-Key': key } });
const uploads = (key: string) =>
  app.db('materials').where({ ownerId: student.id, title: key }).whereNot({ status: 'uploading' });

describe('the key of an upload', () => {
  test('whose API was killed is free when the time is over that was told; one that is slow keeps its key', async () => {
    const [killed, slow] = [randomUUID(), randomUUID()];
    await beginUpload(other.url, killed);
    const held = await beginUpload(app.api.url, slow);
    await other.kill();

    const refused = await sameUpload(killed);
    const seconds = Number(refused.headers.get('Retry-After'));
    expect([refused.status, await problemOf(refused)]).toEqual([409, 'idempotency-key-in-use']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(10);
    const told = performance.now();
    const taken = await eventually(async () => {
      const response = await sameUpload(killed);
      return response.status === 202 ? response : undefined;
    });
    // To the second; the rest is for a busy machine.
    expect(performance.now() - told).toBeLessThan((seconds + 5) * 1_000);
    expect((await body(await sameUpload(killed))).id).toBe((await body(taken)).id);

    // Longer than the lease that it began with.
    expect((await sameUpload(slow)).status).toBe(409);
    held.socket.destroy();
    const after = await eventually(async () => {
      const response = await sameUpload(slow);
      return response.status < 300 ? response : undefined;
    });
    expect(after.status).toBe(200);
    expect(await uploads('Tides')).toHaveLength(1);
  });

  test('goes to one of two holders only: who lost it makes nothing', async () => {
    const request = { userId: student.id, route: 'POST /x', key: randomUUID() };
    const work = { fingerprint: async () => 'f', repeat: (id: string) => id };
    let lose = () => {};
    const lost = new Promise<void>((resolve) => {
      lose = resolve;
    });
    const first = withIdempotencyKey(app, request, { ...work, first: () => lost.then(() => 'first') });
    await eventually(async () => app.db('idempotency_keys').where({ key: request.key }).first());
    await app
      .db('idempotency_keys')
      .where({ key: request.key })
      .update({ leasedUntil: new Date(0) });
    expect(await withIdempotencyKey(app, request, { ...work, first: async () => 'second' })).toBe('second');
    lose();
    expect(await first).toBe('first');
  });
});
