import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { type ApiProcess, startApiProcess } from '../support/api-process.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { type OpenAiServerDouble, startOpenAiServer } from '../support/openai-server.js';
import { createStudent, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { startTraceSink, type ToldSpan, type TraceSink } from '../support/trace-sink.js';
import type { TestWorker } from '../support/worker-process.js';

let sink: TraceSink;
let ai: OpenAiServerDouble;
let app: TestApp;
let api: ApiProcess;
let worker: TestWorker;
beforeAll(async () => {
  [sink, ai] = await Promise.all([startTraceSink(), startOpenAiServer()]);
  app = await startTestApp({ OPENAI_BASE_URL: ai.baseUrl, GUIDES_PROVIDER: 'offline' });
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.endpoint, OTEL_BSP_SCHEDULE_DELAY: '100' };
  api = await startApiProcess({ ...app.env, ...env, LOG_LEVEL: 'info' });
  worker = await app.startWorker(env);
});
afterAll(async () => {
  await api.kill();
  await app.close();
  await Promise.all([sink.close(), ai.close()]);
});

const attribute = ({ attributes }: ToldSpan, name: string) =>
  attributes.find(({ key }) => key === name)?.value.stringValue;

/** The names from a span up to the beginning of its trace. */
function path(span: ToldSpan): string[] {
  const parent = sink.spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [span.name, ...(parent ? path(parent) : [])];
}

test('one trace leads from a request through its run and its steps to PostgreSQL, S3, Redis and the AI server', async () => {
  const student = await createStudent({ api });
  const bytes = await makePdf([{ text: 'The heart of an octopus stops when it swims.' }]);
  const response = await upload(student, bytes, { headers: { 'X-Request-Id': 'traced-1', traceparent: STRANGE } });
  const { id } = await body(response);
  const route = 'POST /api/v1/materials/upload';
  const request = await eventually(async () =>
    sink.spans.find((span) => attribute(span, 'requestId') === 'traced-1' && span.name === route),
  );
  const ofTrace = (name: string) => sink.spans.filter((span) => span.traceId === request.traceId && span.name === name);
  await eventually(async () => ofTrace('ingestMaterial')[0]);
  expect(request.parentSpanId ?? '').toBe('');
  expect(STRANGE).not.toContain(request.traceId);
  expect(attribute(ofTrace('ingestMaterial')[0] as ToldSpan, 'workflowId')).toBe(`ingest:${id}:1`);
  await eventually(async () => ofTrace('AI embedding')[0]);
  const pathsOf = (name: string) => ofTrace(name).map((span) => path(span).join(' < '));
  const isIn = (name: string, way: string) => pathsOf(name).some((found) => found.startsWith(`${name} < ${way}`));
  expect({
    'a step':
      pathsOf('readPages')[0]?.startsWith('readPages < ingestMaterial') && pathsOf('readPages')[0]?.endsWith(route),
    'SQL of the request': isIn('PostgreSQL', route),
    'SQL of a step': pathsOf('PostgreSQL').some((found) => found.includes('readPages < ingestMaterial')),
    'S3 of a step': [...pathsOf('S3 GetObjectCommand'), ...pathsOf('S3 HeadObjectCommand')].some((found) =>
      found.includes('< ingestMaterial'),
    ),
    'AI of a step': isIn('AI embedding', 'embedChunks < ingestMaterial'),
    'Redis of the request': sink.spans.some(
      ({ traceId, name }) => traceId === request.traceId && name.startsWith('Redis '),
    ),
  }).toEqual(
    Object.fromEntries(
      ['a step', 'SQL of the request', 'SQL of a step', 'S3 of a step', 'AI of a step', 'Redis of the request'].map(
        (name) => [name, true],
      ),
    ),
  );
  // Nothing that a student wrote, and no value of a statement.
  expect(JSON.stringify(sink.spans)).not.toMatch(/octopus|@/);
  const linesOf = (msg: string) =>
    [...api.lines(), ...worker.lines()]
      .filter((text) => text.includes('"traced-1"') && text.includes(`"msg":"${msg}"`))
      .map((text) => JSON.parse(text).traceId);
  for (const msg of ['request', 'run began', 'activity', 'run ended'])
    expect({ msg, traces: [...new Set(linesOf(msg))] }).toEqual({ msg, traces: [request.traceId] });
});

/** A trace that a caller claims to be part of. */
const STRANGE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
