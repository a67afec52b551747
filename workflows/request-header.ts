import { defaultPayloadConverter, type Headers } from '@temporalio/common';

/** The header by which the id of a request goes along with what it started. */
const HEADER = 'request-id';

/** Headers with the id of the request, where there is one. */
export const withRequest = (headers: Headers, requestId: string | undefined): Headers =>
  requestId === undefined ? headers : { ...headers, [HEADER]: defaultPayloadConverter.toPayload(requestId) };

/** The id of the request that began this. */
export function requestOf(headers: Headers): string | undefined {
  const payload = headers[HEADER];
  return payload && defaultPayloadConverter.fromPayload<string>(payload);
}
