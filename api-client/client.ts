import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.js';

/** A client of the API whose calls are typed by its OpenAPI document. */
export type ApiClient = Client<paths>;

/** @param apiUrl where the API listens, without /api/v1 */
export function createApiClient(apiUrl: string, fetch: typeof globalThis.fetch = globalThis.fetch): ApiClient {
  return createClient<paths>({ baseUrl: `${apiUrl}/api/v1`, fetch: (request) => fetch(request) });
}
