import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { type ApiClient, createApiClient } from '../../api-client/client.js';
import { checkedFetch } from './checked-fetch.js';

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
export async function createStudent({ api }: { api: { url: string } }): Promise<Student> {
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
