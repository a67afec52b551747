import { context, type Span } from '@opentelemetry/api';
import { traceBy } from '../../lib/trace.js';

/** Longest that the end of a process waits for its last spans. */
const MAX_CLOSE_MS = 2_000;

/** The way by which a process tells spans. */
export interface OpenTraces {
  close(): Promise<void>;
}

/**
 * Has this process tell spans to an OpenTelemetry collector by OTLP over HTTP, as JSON, in batches; one that is away
 * costs its spans alone. Without an endpoint nothing is loaded.
 */
export async function openTraces(settings: {
  endpoint: string | undefined;
  part: string;
  release: string;
}): Promise<OpenTraces> {
  const { endpoint, part, release } = settings;
  if (endpoint === undefined) return { close: async () => {} };
  const [{ BasicTracerProvider, BatchSpanProcessor, RandomIdGenerator }, { OTLPTraceExporter }, resources, hooks] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/context-async-hooks'),
    ]);
  const random = new RandomIdGenerator();
  let agreed: { traceId: string; spanId: string } | undefined;
  const provider = new BasicTracerProvider({
    resource: new resources.Resource({ 'service.name': `scholium-${part}`, 'service.version': release }),
    idGenerator: {
      generateTraceId: () => agreed?.traceId ?? random.generateTraceId(),
      generateSpanId: () => agreed?.spanId ?? random.generateSpanId(),
    },
    // Headers, sampling and sizes of batches are those of the variables of OpenTelemetry.
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })),
    ],
  });
  context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable());
  const withIds = (ids: { traceId: string; spanId: string }, make: () => Span): Span => {
    agreed = ids;
    try {
      return make();
    } finally {
      agreed = undefined;
    }
  };
  traceBy({ tracer: provider.getTracer('scholium'), withIds });
  return {
    async close() {
      traceBy(undefined);
      const waited = new Promise<void>((resolve) => setTimeout(resolve, MAX_CLOSE_MS).unref());
      await Promise.race([provider.shutdown().catch(() => {}), waited]);
    },
  };
}
