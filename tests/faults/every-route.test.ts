import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listOperations } from '../../api/app.js';
import type { Operation } from '../../api/contract/operation.js';
import openapi from '../../docs/openapi.json' with { type: 'json' };
import { env } from '../support/database.js';
import { createStudent, type Student } from '../support/student.js';
import { startTcpProxy, type TcpMode, type TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** The engines of a request, each behind a proxy, by the variable that holds its address. */
const ENGINES = ['DATABASE_URL', 'REDIS_URL', 'S3_ENDPOINT', 'TEMPORAL_ADDRESS'] as const;
type Engine = (typeof ENGINES)[number];

let app: TestApp;
let student: Student;
const proxies = {} as Record<Engine, TcpProxy>;

beforeAll(async () => {
  for (const engine of ENGINES) proxies[engine] = await startTcpProxy(hostOf(env(engine)));
  app = await startTestApp({}, (own) => ({
    ...Object.fromEntries(ENGINES.map((engine) => [engine, behind(own[engine] ?? '', proxies[engine])])),
    REQUEST_STATEMENT_SECONDS: '1',
    VALIDATE_RESPONSES: 'true',
  }));
  student = await createStudent(app);
});
afterAll(async () => {
  for (const proxy of Object.values(proxies)) await proxy.set('pass');
  await app.close();
  for (const proxy of Object.values(proxies)) await proxy.close();
});

const hostOf = (address: string): string => (address.includes('://') ? new URL(address).host : address);
const behind = (address: string, proxy: TcpProxy): string => address.replace(hostOf(address), proxy.address);

/** A body that the operation's schema takes, or may take. */
function bodyOf({ path, method }: Operation): string | undefined {
  const operation = (openapi.paths as Record<string, Record<string, unknown>>)[path]?.[method] as {
    requestBody?: { content: Record<string, { schema: Schema }> };
  };
  const schema = operation?.requestBody?.content['application/json']?.schema;
  return schema && JSON.stringify(example(schema));
}

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  minLength?: number;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  $ref?: string;
}

function example(schema: Schema): unknown {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return example((openapi.components.schemas as Record<string, Schema>)[name] ?? {});
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return example(choice);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') {
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, example(one)]));
  }
  if (type === 'array') return [];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return false;
  if (schema.format === 'uuid') return randomUUID();
  if (schema.format === 'email') return `${randomUUID()}@example.org`;
  return 'correct horse battery staple'.slice(0, Math.max(schema.minLength ?? 0, 28));
}

async function call(operation: Operation): Promise<{ name: string; status: number; problem?: string; retry?: string }> {
  const path = operation.path.replaceAll(/\{\w+\}/g, () => randomUUID());
  const json = bodyOf(operation);
  const response = await fetch(`${app.api.url}/api/v1${path}`, {
    method: operation.method.toUpperCase(),
    headers: {
      Authorization: `Bearer ${student.accessToken}`,
      ...(json ? { 'Content-Type': 'application/json' } : {}),
    },
    ...(json ? { body: json } : {}),
    redirect: 'manual',
  });
  const name = `${operation.method} ${operation.path}`;
  const isProblem = response.headers.get('Content-Type')?.includes('problem+json');
  const text = await response.text();
  const problem: string | undefined = isProblem ? JSON.parse(text).type : undefined;
  const retry = response.headers.get('Retry-After') ?? undefined;
  return { name, status: response.status, ...(problem ? { problem } : {}), ...(retry ? { retry } : {}) };
}

/** Those that end a session or an account would take the others' login away. */
const ENDING = ['logOut', 'logOutEverywhere', 'requestErasure', 'endSession'];
const operations = listOperations().filter(({ id }) => !ENDING.includes(id));

describe('with an engine at fault every route answers within its bound, and never with a fault of ours', () => {
  const modes: TcpMode[] = ['black-hole', 'refuse', 'reset', 'half-open', { latencyMs: 100 }];

  test.each(ENGINES.flatMap((engine) => modes.map((mode) => [engine, mode] as const)))(
    '%s: %j',
    async (engine, mode) => {
      await proxies[engine].set(mode);
      try {
        const results = await Promise.all(operations.map(call));
        expect(results.filter(({ status }) => status === 500)).toEqual([]);
        const unavailable = results.filter(({ status }) => status === 503);
        for (const { name, problem, retry } of unavailable) {
          if (problem === 'urn:scholium:problem:google-not-configured') continue;
          expect({ name, problem, retry: Number(retry) > 0 }).toEqual({
            name,
            problem: 'urn:scholium:problem:service-unavailable',
            retry: true,
          });
        }
        if (engine === 'DATABASE_URL' && mode === 'black-hole') expect(unavailable.length).toBeGreaterThan(10);
      } finally {
        await proxies[engine].set('pass');
      }
      const me = async () => (await student.fetch('/users/me')).status;
      // The pool throws its broken connections away one by one.
      await expect(untilOk(me)).resolves.toBe(200);
    },
  );
});

async function untilOk(read: () => Promise<number>): Promise<number> {
  for (let tries = 0; tries < 30; tries++) {
    const status = await read();
    if (status === 200) return status;
  }
  return read();
}

test('a body of every operation is made from the document', () => {
  fc.assert(
    fc.property(fc.constantFrom(...operations), (operation) => !operation.body || bodyOf(operation) !== undefined),
  );
});
