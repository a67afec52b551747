import { body } from './body.js';
import { checkedFetch } from './checked-fetch.js';
import type { TestApp } from './test-app.js';

/** The rest of a request: its method, and what it sends as JSON. */
export const json = (method: string, content?: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  headers: { ...(content === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
  ...(content === undefined ? {} : { body: JSON.stringify(content) }),
});

/** POSTs JSON to an API, without a login unless the headers have one; the response is checked against docs/openapi.json. */
export const postTo = (
  { api }: { api: Pick<TestApp['api'], 'url'> },
  path: string,
  content?: unknown,
  headers?: Record<string, string>,
): Promise<Response> => checkedFetch(`${api.url}/api/v1${path}`, json('POST', content, headers));

/** The header of a request with this access token. */
export const bearer = (accessToken: string) => ({ Authorization: `Bearer ${accessToken}` });

/** The name of the problem that a response tells of; undefined for a success. */
export const problemOf = async (response: Response): Promise<string | undefined> =>
  (await body(response)).type?.replace('urn:scholium:problem:', '');
