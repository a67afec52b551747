import { createHash } from 'node:crypto';
import {
  type Attributes,
  type Context,
  context,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';

/** What makes spans. */
export interface Tracing {
  tracer: Tracer;
  /** Makes a span under ids that were agreed on. */
  withIds(ids: { traceId: string; spanId: string }, make: () => Span): Span;
}

let tracing: Tracing | undefined;

/** Switches traces on for this process; until then nothing below does more than its work. */
export function traceBy(newTracing: Tracing | undefined): void {
  tracing = newTracing;
}

/** Whether something is traced now. */
export const isTraced = (): boolean => tracing !== undefined && trace.getActiveSpan() !== undefined;

/** Does work as a span of what is traced now; where nothing is, the work alone. Gives what the work gives. */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  if (!tracing || !trace.getActiveSpan()) return work();
  return spanned(tracing.tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }), context.active(), work);
}

/**
 * Does work as the beginning of a trace: a request.
 * @param describe asked at the end for the name of the span and what else is known by then
 */
export function tracedRequest<T>(
  work: () => Promise<T>,
  describe: () => { name: string; attributes: Attributes; failed: boolean },
): Promise<T> {
  if (!tracing) return work();
  const span = tracing.tracer.startSpan('request', { kind: SpanKind.SERVER, root: true });
  return spanned(span, context.active(), work, () => {
    const { name, attributes, failed } = describe();
    span.updateName(name).setAttributes(attributes);
    if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  });
}

/** Does work as a span of a run. @param parent what began the run, as `currentTrace` gave it */
export function tracedInRun<T>(
  {
    name,
    runId,
    parent,
    attributes,
  }: { name: string; runId: string; parent: string | undefined; attributes: Attributes },
  work: () => Promise<T>,
): Promise<T> {
  if (!tracing) return work();
  const run = trace.setSpanContext(context.active(), spanOfRun(runId, parent));
  const span = tracing.tracer.startSpan(name, { kind: SpanKind.CONSUMER, attributes }, run);
  return spanned(span, run, work);
}

/** Tells of a run that has ended, whichever process began it. */
export function traceRun(run: {
  name: string;
  runId: string;
  parent: string | undefined;
  startTime: Date;
  attributes: Attributes;
  failed: boolean;
}): void {
  if (!tracing) return;
  const { tracer } = tracing;
  const { name, runId, parent, startTime, attributes, failed } = run;
  const begun = parse(parent);
  const under = begun ? trace.setSpanContext(context.active(), begun) : trace.deleteSpan(context.active());
  const span = tracing.withIds(spanOfRun(runId, parent), () =>
    tracer.startSpan(name, { startTime, attributes }, under),
  );
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** What is traced now, as `traceparent` of W3C Trace Context; undefined where nothing is. */
export function currentTrace(): string | undefined {
  const span = tracing && trace.getActiveSpan()?.spanContext();
  return span && `00-${span.traceId}-${span.spanId}-0${span.traceFlags & TraceFlags.SAMPLED}`;
}

/** The id of the trace, for log lines; undefined where nothing is traced. */
export const currentTraceId = (): string | undefined => tracing && trace.getActiveSpan()?.spanContext().traceId;

/** The id of the trace that a run is of, for log lines; undefined where traces are off. */
export const traceIdOfRun = (runId: string, parent: string | undefined): string | undefined =>
  tracing && spanOfRun(runId, parent).traceId;

async function spanned<T>(span: Span, parent: Context, work: () => Promise<T>, atEnd = () => {}): Promise<T> {
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    // By name alone: a message may hold what is private.
    const { name = 'unknown' } = (error ?? {}) as { name?: string };
    span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', name);
    throw error;
  } finally {
    atEnd();
    span.end();
  }
}

/** A run's span has an id that every process knows: its steps are told before the run is, and by others. */
function spanOfRun(runId: string, parent: string | undefined): SpanContext {
  const hash = createHash('sha256').update(runId).digest('hex');
  const { traceId, traceFlags } = parse(parent) ?? { traceId: hash.slice(16, 48), traceFlags: TraceFlags.SAMPLED };
  return { traceId, spanId: hash.slice(0, 16), traceFlags, isRemote: true };
}

function parse(parent: string | undefined): SpanContext | undefined {
  const [, traceId = '', spanId = '', flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])$/.exec(parent ?? '') ?? [];
  return traceId ? { traceId, spanId, traceFlags: Number(flags), isRemote: true } : undefined;
}
