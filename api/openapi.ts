import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type ResponseConfig,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { PROBLEMS, type ProblemType } from '../domain/problems.js';
import type { Operation, OperationResponse } from './contract/operation.js';
import { problem } from './contract/schemas.js';

/** The OpenAPI 3.1 document of a set of operations. */
export function openApiDocument(operations: readonly Operation[]): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'accessToken', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  for (const [name, header] of Object.entries(HEADERS)) registry.registerComponent('headers', name, header);
  for (const operation of operations) registry.registerPath(route(operation));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Scholium',
      version: '1',
      description: 'The backend of an AI study platform. Errors are RFC 9457 problems; see docs/problems.md.',
    },
    servers: [{ url: '/api/v1' }],
  });
}

/** What responses carry beside their bodies. */
const HEADERS = {
  RateLimitPolicy: {
    description:
      'The limit that this call counts to, as `"reads";q=300;w=30`: `q` calls may come at once, and come back in `w` ' +
      'seconds (draft-ietf-httpapi-ratelimit-headers-11)',
    schema: { type: 'string' },
  },
  RateLimit: {
    description:
      'What is left of it, as `"reads";r=287;t=2`: `r` calls may be made now, and in `t` seconds there are `q` again',
    schema: { type: 'string' },
  },
  RetryAfter: { description: 'Seconds after which to try again', schema: { type: 'integer', minimum: 1 } },
} as const;

const headerNamed = (name: keyof typeof HEADERS) => ({ $ref: `#/components/headers/${name}` });
const rateLimitHeaders = { 'RateLimit-Policy': headerNamed('RateLimitPolicy'), RateLimit: headerNamed('RateLimit') };

/** The headers of a problem, by its status. */
const problemHeaders: Record<string, ResponseConfig['headers']> = {
  429: { ...rateLimitHeaders, 'Retry-After': headerNamed('RetryAfter') },
  503: { 'Retry-After': headerNamed('RetryAfter') },
};

function route(operation: Operation): RouteConfig {
  return {
    operationId: operation.id,
    method: operation.method,
    path: operation.path,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    security: operation.access === 'public' ? [] : [{ accessToken: [] }],
    request: {
      ...(operation.params ? { params: operation.params as z.ZodObject } : {}),
      ...(operation.query ? { query: operation.query as z.ZodObject } : {}),
      ...requestHeaders(operation),
      ...requestBody(operation),
    },
    responses: { ...responses(operation), ...problemResponses(operation) },
  };
}

function requestHeaders({ idempotent, preferWait, ifMatch, method }: Operation) {
  const headers = z.object({
    ...(idempotent ? { 'Idempotency-Key': z.string().max(200).optional().describe('Makes a repeat safe') } : {}),
    ...(preferWait ? { Prefer: z.string().optional().describe('`wait=N`: wait up to N seconds, at most 30') } : {}),
    ...(ifMatch ? { 'If-Match': z.string().optional().describe('The ETag that it must still have') } : {}),
    ...(method === 'get' ? { 'If-None-Match': z.string().optional().describe('An ETag that the caller has') } : {}),
  });
  return Object.keys(headers.shape).length > 0 ? { headers } : {};
}

function requestBody({ body, form }: Operation) {
  if (!body && !form) return {};
  const file = z.string().meta({ format: 'binary', description: 'The file' });
  const content = {
    ...(body ? { 'application/json': { schema: body } } : {}),
    ...(form ? { 'multipart/form-data': { schema: form.extend({ file }) } } : {}),
  };
  return { body: { required: true, content } };
}

function responses(operation: Operation): Record<string, ResponseConfig> {
  const described = Object.entries(operation.responses).map(([status, response]) => [
    status,
    { description: response.description, headers: rateLimitHeaders, ...content(response) },
  ]);
  const unchanged = operation.method === 'get' ? { 304: { description: 'The caller has it already' } } : {};
  return { ...Object.fromEntries(described), ...unchanged };
}

function content({ schema, contentType }: OperationResponse): Pick<ResponseConfig, 'content'> {
  if (schema) return { content: { 'application/json': { schema } } };
  if (contentType) return { content: { [contentType]: { schema: z.string().meta({ format: 'binary' }) } } };
  return {};
}

/** Every problem that an operation may give, one entry a status. */
function problemResponses(operation: Operation): Record<string, ResponseConfig> {
  const byStatus = new Map<number, string[]>();
  for (const type of problemTypes(operation)) {
    const { status, title } = PROBLEMS[type];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${type}\`: ${title}`]);
  }
  const content = { 'application/problem+json': { schema: problem } };
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => {
      const headers = problemHeaders[status];
      return [status, { description: lines.join('; '), ...(headers ? { headers } : {}), content }];
    }),
  );
}

function problemTypes({
  access,
  params,
  query,
  body,
  form,
  idempotent,
  ifMatch,
  problems,
}: Operation): Set<ProblemType> {
  return new Set<ProblemType>([
    ...(access === 'public' ? [] : (['unauthenticated'] as const)),
    ...(access === 'support' || access === 'admin' ? (['not-allowed'] as const) : []),
    ...(params ? (['not-found'] as const) : []),
    ...(body || form
      ? (['malformed-request', 'payload-too-large', 'unsupported-media-type', 'too-slow'] as const)
      : []),
    ...(form ? (['too-many-uploads'] as const) : []),
    ...(query || body || form || idempotent ? (['invalid-request'] as const) : []),
    ...(idempotent ? (['idempotency-key-in-use', 'idempotency-key-reused'] as const) : []),
    ...(ifMatch ? (['precondition-failed'] as const) : []),
    ...problems,
    'too-many-requests',
    'unexpected-fault',
    'service-unavailable',
    'overloaded',
  ]);
}
