import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { twoColors } from '../support/images.js';
import { openSocket } from '../support/raw-request.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp, withTestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ UPLOADS_PER_STUDENT: '2', UPLOADS_AT_ONCE: '5' });
});
afterAll(() => app.close());

const KINDS = ['/materials/upload', '/ai/doubt', '/users/me/avatar'];

/** Uploads that send their beginning and then nothing. */
function stall({ accessToken }: Student, path: string, count: number): Socket[] {
  const text =
    `POST /api/v1${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${accessToken}\r\n` +
    'Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 500000\r\n\r\n' +
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n# Notes\n';
  return Array.from({ length: count }, () => openSocket(app.api.url, text));
}

async function send(student: Student, path: string): Promise<Response> {
  const form = new FormData();
  form.set('file', new Blob([Buffer.from(await twoColors(64, 64).png().toBuffer())]), 'a.png');
  if (path === '/ai/doubt') form.set('question', 'What is this?');
  return student.fetch(path, { method: 'POST', body: form });
}

describe.each(KINDS)('stalled uploads to %s', (path) => {
  test("fill their student's share and nobody else's, and give it back when they end", async () => {
    const [greedy, other] = [await createStudent(app), await createStudent(app)];
    const held = stall(greedy, path, 20);
    try {
      for (const kind of KINDS) {
        const refused = await eventually(async () => {
          // One that came before may have held a place that is free now.
          held.push(...stall(greedy, path, 2));
          const response = await send(greedy, kind);
          return response.status === 429 ? response : undefined;
        });
        expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
        expect((await body(refused)).type).toBe('urn:scholium:problem:too-many-uploads');
        expect([200, 202]).toContain((await send(other, kind)).status);
      }
    } finally {
      for (const socket of held) socket.destroy();
    }
    await eventually(async () => [200, 202].includes((await send(greedy, path)).status));
  });
});

test('all places of a process taken: 503 with the time to wait, for whoever comes', async () => {
  const students = await Promise.all([1, 2, 3].map(() => createStudent(app)));
  const held = students.flatMap((student) => stall(student, '/materials/upload', 2));
  try {
    const last = await createStudent(app);
    const refused = await eventually(async () => {
      const response = await upload(last, Buffer.from('# More'));
      return response.status === 503 ? response : undefined;
    });
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  } finally {
    for (const socket of held) socket.destroy();
  }
});

test('as many uploads as there are places wait in bounded memory', async () => {
  await withTestApp({ UPLOADS_PER_STUDENT: '12', UPLOADS_AT_ONCE: '12' }, async (small) => {
    const student = await createStudent(small);
    const before = held();
    const sockets = Array.from({ length: 12 }, () =>
      openSocket(
        small.api.url,
        `POST /api/v1/materials/upload HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${student.accessToken}\r\n` +
          'Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 50000000\r\n\r\n' +
          `--b\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n${'# Notes on cells\n'.repeat(290_000)}`,
      ),
    );
    await eventually(async () => sockets.every(({ writableLength }) => writableLength === 0));
    expect(held() - before).toBeLessThan(12 * 12 * 1024 * 1024);
    for (const socket of sockets) socket.destroy();
  });
});

/** Bytes outside of the heap, where pieces of uploads are. */
const held = () => process.memoryUsage().arrayBuffers;
