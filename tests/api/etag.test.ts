import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let etag: string;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
  etag = (await student.fetch('/auth/me')).headers.get('ETag') ?? '';
  expect(etag).toMatch(/^"[\w-]{27}"$/);
});
afterAll(() => app.close());

const ask = (condition: string, init: RequestInit = {}) =>
  student.fetch('/auth/me', { ...init, headers: { 'If-None-Match': condition } });

describe('If-None-Match', () => {
  test.each([
    ['the tag itself', () => etag],
    ['the weak form of it, as proxies make it that pack what they pass on', () => `W/${etag}`],
    ['any tag', () => '*'],
    ['one among others', () => `"some", W/"other" , ${etag}`],
    ['its weak form among others', () => `"some",W/${etag}`],
  ])('of %s is 304, without a body and with the tag', async (_what, condition) => {
    const response = await ask(condition());
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
    expect(response.headers.get('ETag')).toBe(etag);
  });

  test.each([
    ['another tag', () => '"some"'],
    ['the tag without its quotes', () => etag.slice(1, -1)],
    ['a tag that ends like it', () => `"x${etag.slice(1)}`],
    ['a tag that begins like it', () => `${etag.slice(0, -1)}x"`],
    ['a small w, which no weak tag has', () => `w/${etag}`],
    ['nothing', () => ''],
  ])('of %s is 200', async (_what, condition) => {
    expect((await ask(condition())).status).toBe(200);
  });

  test('is 304 for a browser that asks for nothing old', async () => {
    const headers = { 'If-None-Match': etag, 'Cache-Control': 'no-cache' };
    expect((await student.fetch('/auth/me', { headers })).status).toBe(304);
  });

  test('is compared for a read without a body, too', async () => {
    expect((await ask(etag, { method: 'HEAD' })).status).toBe(304);
    expect((await ask('"some"', { method: 'HEAD' })).status).toBe(200);
  });

  test('says nothing of a write, and of a refusal', async () => {
    const refused = await student.fetch('/materials/no-id', { headers: { 'If-None-Match': '*' } });
    expect(refused.status).toBe(404);
    expect(refused.headers.get('ETag')).toBeNull();
    const write = await student.fetch('/auth/email/resend', {
      method: 'POST',
      headers: { 'If-None-Match': '*' },
    });
    expect(write.status).not.toBe(304);
  });
});
