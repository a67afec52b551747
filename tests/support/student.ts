import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { decodeJwt } from 'jose';
import { type ApiClient, createApiClient } from '../../api-client/client.js';
import type { Caller } from '../../services/shared/lock-caller.js';
import { checkedFetch } from './checked-fetch.js';
import { bearer, postTo } from './http.js';
import type { TestApp } from './test-app.js';

/** A signed-in student, and a client that speaks for them; its answers are checked against docs/openapi.json. */
export interface Student {
  id: string;
  /** Of the sign-up. */
  sessionId: string;
  email: string;
  accessToken: string;
  refreshToken: string;
  client: ApiClient;
  /** For what the typed client would not send. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export const PASSWORD = 'correct horse battery';

/** Signs a new student up over HTTP. */
export async function createStudent({ api }: { api: Pick<TestApp['api'], 'url'> }): Promise<Student> {
  const email = `${randomUUID()}@example.org`;
  const { data } = await createApiClient(api.url, checkedFetch).POST('/auth/signup', {
    body: { email, password: PASSWORD, displayName: 'Test Student' },
  });
  if (!data) throw new Error('sign-up was refused');
  const { accessToken, refreshToken } = data.tokens;
  const authorized: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init);
    request.headers.set('Authorization', `Bearer ${accessToken}`);
    return checkedFetch(request);
  };
  return {
    id: data.user.id,
    sessionId: decodeJwt(accessToken).sid as string,
    email,
    accessToken,
    refreshToken,
    client: createApiClient(api.url, authorized),
    fetch: (path, init) => authorized(`${api.url}/api/v1${path}`, init),
  };
}

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
