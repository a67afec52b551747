import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { limitOf } from '../../api/contract/operation.js';
import { listOperations } from '../../api/register-routes.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { bearer, json, problemOf } from '../support/http.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp, withTestApp } from '../support/test-app.js';

/** What is counted apart from reads and writes. A new one needs a line; those of logins are in sign-in-limits. */
const APART = {
  ai: ['askQuestion', 'generateCards', 'generateQuiz', 'queryMaterials', 'retryQuestion'],
  heartbeats: ['beatStudy'],
  uploads: ['retryMaterial', 'setAvatar', 'uploadMaterial'],
};

test('every operation is counted, and what costs more or comes more often is counted apart', () => {
  const counted = listOperations().map((operation) => ({ ...operation, counts: limitOf(operation) }));
  const named = (limit: string) => counted.filter(({ counts }) => counts === limit).map(({ id }) => id);
  for (const [limit, ids] of Object.entries(APART)) expect(named(limit).sort()).toEqual(ids);
  expect(
    counted.filter(({ counts, method }) => (counts === 'reads') !== (method === 'get')).map(({ counts }) => counts),
  ).not.toContain('reads');
});

describe('a student', () => {
  test('who has used up one limit has all of the others, and other students have theirs', async () => {
    await withTestApp({ READS_PER_MINUTE: '4', AI_PER_MINUTE: '2' }, async (small) => {
      const [greedy, other] = [await createStudent(small), await createStudent(small)];
      await untilRefused(() => greedy.fetch('/auth/me'));
      const ask = () => greedy.fetch('/ai/doubt', json('POST', { question: 'What is a cell?' }));
      const asked = await ask();
      expect(asked.status).toBe(202);
      expect(asked.headers.get('RateLimit')).toMatch(/^"ai";r=0;t=(29|30)$/);
      const refused = await ask();
      expect([refused.status, await problemOf(refused)]).toEqual([429, 'too-many-requests']);
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(20);
      const seen = { noticeIds: [crypto.randomUUID()] };
      expect((await greedy.fetch('/notices/seen', json('POST', seen))).status).toBe(204);
      expect((await other.fetch('/auth/me')).status).toBe(200);
    });
  });
});

describe('who is not known', () => {
  let app: TestApp;
  let student: Student;
  beforeAll(async () => {
    // One proxy of ours: its header tells who calls.
    app = await startTestApp({ READS_PER_MINUTE: '10', TRUSTED_PROXY_HOPS: '1' });
    student = await createStudent(app);
  });
  afterAll(() => app.close());

  const ask = (address: string, headers: Record<string, string> = {}) =>
    checkedFetch(`${app.api.url}/api/v1/auth/me`, { headers: { 'X-Forwarded-For': address, ...headers } });

  test('is counted by address for every token that is refused, and a student there is served all the same', async () => {
    const { before } = await untilRefused(() => ask('192.0.2.1', bearer('no.such.token')));
    expect(new Set(before)).toEqual(new Set([401]));
    expect((await ask('192.0.2.1')).status).toBe(429);
    expect((await ask('192.0.2.2')).status).toBe(401);
    expect((await ask('192.0.2.1', bearer(student.accessToken))).status).toBe(200);
  });

  test('is the same at every address of 64 bits of IPv6, and at an IPv4 address that IPv6 carries', async () => {
    await untilRefused((call) => ask(`2001:db8:1:2::${call}`));
    expect((await ask('2001:db8:1:2:ffff:ffff:ffff:ffff')).status).toBe(429);
    expect((await ask('2001:db8:1:3::1')).status).toBe(401);
    await untilRefused(() => ask('192.0.2.9'));
    expect((await ask('::ffff:192.0.2.9')).status).toBe(429);
    expect((await ask('::ffff:c000:20a')).status).toBe(401);
  });

  test('is counted by the connection where a proxy tells no address', async () => {
    await untilRefused((call) => ask(`unknown-${call}`));
  });
});

test('a forwarded address from somebody who is no proxy of ours is not believed', async () => {
  const settings = { READS_PER_MINUTE: '10', TRUSTED_PROXY_HOPS: '1' };
  const flood = async ({ api }: TestApp) =>
    untilRefused((call) =>
      checkedFetch(`${api.url}/api/v1/auth/me`, { headers: { 'X-Forwarded-For': `192.0.2.${call}` } }),
    );
  await withTestApp({ ...settings, TRUSTED_PROXIES: '10.0.0.0/8,fd00::/8' }, async (app) => void (await flood(app)));
  await withTestApp({ ...settings, TRUSTED_PROXIES: '127.0.0.0/8' }, (app) =>
    expect(flood(app)).rejects.toThrow('was not refused'),
  );
});

/** Asks until it is refused, soon. */
async function untilRefused(ask: (call: number) => Promise<Response>): Promise<{ before: number[] }> {
  const before: number[] = [];
  while (before.length < 20) {
    const { status } = await ask(before.length);
    if (status === 429) return { before };
    before.push(status);
  }
  throw new Error(`was not refused: ${before}`);
}
