import { expect } from '@jest/globals';
import type { Caller } from '../../services/shared/lock-caller.js';
import { checkedFetch } from './checked-fetch.js';
import { bearer, postTo } from './http.js';
import type { Student } from './sign-up.js';
import type { TestApp } from './test-app.js';

export { createStudent, PASSWORD, type Student } from './sign-up.js';

/** Expects of a session that it is over: it can neither write, nor be refreshed, nor read once the notice has come. */
export async function expectSessionEnded(
  app: Pick<TestApp, 'api'>,
  { accessToken, refreshToken }: Pick<Student, 'accessToken' | 'refreshToken'>,
): Promise<void> {
  const headers = bearer(accessToken);
  expect((await postTo(app, '/auth/email/resend', undefined, headers)).status).toBe(401);
  expect((await postTo(app, '/auth/refresh', { refreshToken })).status).toBe(401);
  expect((await checkedFetch(`${app.api.url}/api/v1/auth/me`, { headers })).status).toBe(401);
}

/** Uploads a file as this student. */
export async function upload(
  student: Student,
  bytes: Uint8Array,
  { title, headers = {} }: { title?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const form = new FormData();
  if (title !== undefined) form.set('title', title);
  form.set('file', new Blob([Buffer.from(bytes)]), 'file.pdf');
  return student.fetch('/materials/upload', { method: 'POST', body: form, headers });
}

/** Who asks, for services that are called without HTTP. */
export const callerOf = ({ id, sessionId }: Pick<Student, 'id' | 'sessionId'>): Caller => ({ userId: id, sessionId });
