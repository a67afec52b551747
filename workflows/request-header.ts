import { defaultPayloadConverter, type Headers } from '@temporalio/common';

/** The header by which the id of a request goes along with what it started. */
const REQUEST = 'request-id';
/** That by which its trace does, as W3C Trace Context calls it. */
const TRACE = 'traceparent';

const withText = (headers: Headers, name: string, text: string | undefined): Headers =>
  text === undefined ? headers : { ...headers, [name]: defaultPayloadConverter.toPayload(text) };

function textOf(headers: Headers, name: string): string | undefined {
  const payload = headers[name];
  return payload && defaultPayloadConverter.fromPayload<string>(payload);
}

/** Headers with the id of the request, where there is one. */
export const withRequest = (headers: Headers, requestId: string | undefined): Headers =>
  withText(headers, REQUEST, requestId);

/** Headers with the trace, where there is one. */
export const withTrace = (headers: Headers, traceparent: string | undefined): Headers =>
  withText(headers, TRACE, traceparent);

/** The id of the request that began this. */
export const requestOf = (headers: Headers): string | undefined => textOf(headers, REQUEST);

/** The trace of what began this. */
export const traceOf = (headers: Headers): string | undefined => textOf(headers, TRACE);
