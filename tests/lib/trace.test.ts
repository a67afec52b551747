import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { context, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  RandomIdGenerator,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import {
  currentTrace,
  currentTraceId,
  isTraced,
  traceBy,
  traced,
  tracedInRun,
  tracedRequest,
  traceIdOfRun,
  traceRun,
} from '../../lib/trace.js';

const told = new InMemorySpanExporter();
const random = new RandomIdGenerator();
let agreed: { traceId: string; spanId: string } | undefined;
const provider = new BasicTracerProvider({
  idGenerator: {
    generateTraceId: () => agreed?.traceId ?? random.generateTraceId(),
    generateSpanId: () => agreed?.spanId ?? random.generateSpanId(),
  },
  spanProcessors: [new SimpleSpanProcessor(told)],
});

function withIds(ids: { traceId: string; spanId: string }, make: () => Span): Span {
  agreed = ids;
  const span = make();
  agreed = undefined;
  return span;
}

const switchOn = () => traceBy({ tracer: provider.getTracer('test'), withIds });
beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
beforeEach(switchOn);
afterEach(() => {
  traceBy(undefined);
  told.reset();
});
afterAll(() => context.disable());

const spanNamed = (name: string): ReadableSpan => {
  const span = told.getFinishedSpans().find((one) => one.name === name);
  if (!span) throw new Error(`no span ${name}`);
  return span;
};
const described = (name: string, failed = false) => ({ name, attributes: { by: name }, failed });
const inRequest = <T>(work: () => Promise<T>) => tracedRequest(work, () => described('GET /x'));

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = `00-${TRACE}-b7ad6b7169203331-01`;
const RUN = { name: 'a step', runId: 'run-1', parent: PARENT, attributes: { of: 'a run' } };

describe('while traces are off', () => {
  beforeEach(() => traceBy(undefined));

  test('work is done, and nothing is told', async () => {
    const work = async () => [isTraced(), currentTrace(), currentTraceId()];
    const nothing = [false, undefined, undefined];
    expect(await traced('a query', {}, work)).toEqual(nothing);
    expect(await inRequest(work)).toEqual(nothing);
    expect(await tracedInRun(RUN, work)).toEqual(nothing);
    traceRun({ ...RUN, startTime: new Date(), failed: false });
    expect(traceIdOfRun('run-1', PARENT)).toBeUndefined();
    expect(told.getFinishedSpans()).toEqual([]);
  });

  test('what was begun before they were switched off is not told of', async () => {
    switchOn();
    await inRequest(async () => {
      traceBy(undefined);
      expect([isTraced(), currentTrace(), currentTraceId()]).toEqual([false, undefined, undefined]);
    });
  });
});

describe('a request', () => {
  test('begins a trace, and is told as it was when it ended', async () => {
    expect(await inRequest(async () => 'done')).toBe('done');
    const span = spanNamed('GET /x');
    expect(span).toMatchObject({ kind: SpanKind.SERVER, attributes: { by: 'GET /x' } });
    expect([span.parentSpanId, span.status.code]).toEqual([undefined, SpanStatusCode.UNSET]);
  });

  test('begins its own also within another', async () => {
    await inRequest(() =>
      tracedRequest(
        async () => {},
        () => described('inner'),
      ),
    );
    expect(spanNamed('inner').spanContext().traceId).not.toBe(spanNamed('GET /x').spanContext().traceId);
  });

  test('failed where its description says so', async () => {
    await tracedRequest(
      async () => {},
      () => described('GET /x', true),
    );
    expect(spanNamed('GET /x').status).toEqual({ code: SpanStatusCode.ERROR });
  });

  test('names an error by its kind alone, and passes it on', async () => {
    const fail = (error: unknown) => inRequest(() => Promise.reject(error));
    await expect(fail(new TypeError('of somebody'))).rejects.toThrow('of somebody');
    expect(spanNamed('GET /x')).toMatchObject({
      attributes: { 'error.type': 'TypeError' },
      status: { code: SpanStatusCode.ERROR },
      events: [],
    });
    told.reset();
    await expect(fail(undefined)).rejects.toBeUndefined();
    expect(spanNamed('GET /x').attributes['error.type']).toBe('unknown');
  });
});

describe('work', () => {
  test('of nothing that is traced is done alone', async () => {
    expect(await traced('a query', {}, async () => isTraced())).toBe(false);
    expect(told.getFinishedSpans()).toEqual([]);
  });

  test('of a request is a span below it, and what it leads to is below that', async () => {
    await inRequest(() => traced('a query', { 'db.system.name': 'x' }, () => traced('deeper', {}, async () => {})));
    const [request, query, deeper] = ['GET /x', 'a query', 'deeper'].map(spanNamed) as [
      ReadableSpan,
      ReadableSpan,
      ReadableSpan,
    ];
    expect(query).toMatchObject({ kind: SpanKind.CLIENT, attributes: { 'db.system.name': 'x' } });
    expect(query.parentSpanId).toBe(request.spanContext().spanId);
    expect(deeper.parentSpanId).toBe(query.spanContext().spanId);
    expect(deeper.spanContext().traceId).toBe(request.spanContext().traceId);
  });

  test('knows the trace that it is of', async () => {
    const [is, trace, id] = await inRequest(async () => [isTraced(), currentTrace(), currentTraceId()]);
    const { traceId, spanId } = spanNamed('GET /x').spanContext();
    expect([is, trace, id]).toEqual([true, `00-${traceId}-${spanId}-01`, traceId]);
    expect([isTraced(), currentTrace(), currentTraceId()]).toEqual([false, undefined, undefined]);
  });
});

describe('a run', () => {
  test('is told once, with its steps below it, in the trace of the request that began it', async () => {
    const startTime = new Date('2026-01-02T03:04:05.678Z');
    await tracedInRun(RUN, () => traced('a query', {}, async () => {}));
    traceRun({ ...RUN, name: 'the run', startTime, failed: false });
    const [step, run, query] = ['a step', 'the run', 'a query'].map(spanNamed) as [
      ReadableSpan,
      ReadableSpan,
      ReadableSpan,
    ];
    expect(step).toMatchObject({ kind: SpanKind.CONSUMER, attributes: { of: 'a run' } });
    expect(query.parentSpanId).toBe(step.spanContext().spanId);
    expect(step.parentSpanId).toBe(run.spanContext().spanId);
    expect(run).toMatchObject({ parentSpanId: 'b7ad6b7169203331', attributes: { of: 'a run' } });
    expect(run.startTime).toEqual([startTime.getTime() / 1_000 - 0.678, 678_000_000]);
    expect(run.status.code).toBe(SpanStatusCode.UNSET);
    expect([step, run, query].map((span) => span.spanContext().traceId)).toEqual([TRACE, TRACE, TRACE]);
    expect(traceIdOfRun('run-1', PARENT)).toBe(TRACE);
  });

  test.each([
    ['nothing', undefined],
    ['what is no trace', 'not a trace'],
    ['what has more before it', `x${PARENT}`],
    ['what has more after it', `${PARENT}0`],
  ])('that %s began has a trace of its own, the same in every process', async (_, parent) => {
    await tracedInRun({ ...RUN, parent }, async () => {});
    await inRequest(async () => traceRun({ ...RUN, parent, name: 'the run', startTime: new Date(), failed: false }));
    const [step, run] = [spanNamed('a step'), spanNamed('the run')];
    const id = traceIdOfRun('run-1', parent);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect([step, run].map((span) => span.spanContext().traceId)).toEqual([id, id]);
    expect(step.parentSpanId).toBe(run.spanContext().spanId);
    expect(run.parentSpanId).toBeUndefined();
    expect(traceIdOfRun('run-2', parent)).not.toBe(id);
  });

  test('that failed is told so', () => {
    traceRun({ ...RUN, startTime: new Date(), failed: true });
    expect(spanNamed('a step').status).toEqual({ code: SpanStatusCode.ERROR });
  });

  test('is not sampled where the request that began it was not', async () => {
    const parent = PARENT.replace(/01$/, '00');
    const trace = await tracedInRun({ ...RUN, parent }, async () => currentTrace());
    expect(trace).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`));
    expect(told.getFinishedSpans()).toEqual([]);
  });
});
