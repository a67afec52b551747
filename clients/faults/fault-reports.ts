import type { DsnComponents, Transport } from '@sentry/core';
import { LRUCache } from 'lru-cache';
import { type Fault, type FaultReports, factsOf } from '../../domain/faults.js';
import { FAULT_REPORT_MS } from '../../domain/wait-limits.js';
import type { FaultSource } from './fault-event.js';

/** Faults that are told to a server of error tracking. */
export interface OpenFaultReports extends FaultReports {
  /** Of `sent`, `failed` (the server did not take it) and `dropped` (too many), how many so far. */
  readonly counts: ReadonlyMap<string, number>;
  /** Waits for what is on its way, 2 seconds at most. */
  close(): Promise<void>;
}

/** Of a process: a fault in every request must not become a flood. */
const MAX_A_MINUTE = 60;
/** Faults whose keys are remembered, so that they are told once. */
const MAX_KEYS = 10_000;
/** Reports that are on their way at a time; what comes beside them is dropped. */
const AT_ONCE = 8;

interface FaultReportOptions extends FaultSource {
  /** Address of a server that speaks Sentry's protocol; without one nothing leaves. */
  dsn: string | undefined;
  /** Told of the first report of each outage that was not taken. */
  onOutage: () => void;
}

/**
 * Opens what tells faults to a server that speaks Sentry's protocol. Only the protocol is the library's: none of its
 * automatic collection is there. It is not loaded without a DSN.
 */
export async function openFaultReports({ dsn, onOutage, ...source }: FaultReportOptions): Promise<OpenFaultReports> {
  const counts = new Map([
    ['sent', 0],
    ['failed', 0],
    ['dropped', 0],
  ]);
  if (dsn === undefined) return { counts, report() {}, close: async () => {} };
  const sentry = await import('@sentry/core');
  const { faultEvent } = await import('./fault-event.js');
  const server = sentry.makeDsn(dsn) as DsnComponents;
  const url = sentry.getEnvelopeEndpointWithUrlEncodedAuth(server);
  const count = (outcome: string) => counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const mayReport = limitReports();
  let away = false;
  const countAnswer = (taken: boolean) => {
    count(taken ? 'sent' : 'failed');
    if (!taken && !away) onOutage();
    away = !taken;
  };

  const transport: Transport = sentry.createTransport(
    { bufferSize: AT_ONCE, recordDroppedEvent: () => {} },
    async ({ body }) => {
      const signal = AbortSignal.timeout(FAULT_REPORT_MS.send);
      const headers = { 'Content-Type': 'application/x-sentry-envelope' };
      const response = await fetch(url, { method: 'POST', body: body as string, headers, signal, redirect: 'error' });
      await response.body?.cancel();
      return {
        statusCode: response.status,
        headers: {
          'x-sentry-rate-limits': response.headers.get('X-Sentry-Rate-Limits'),
          'retry-after': response.headers.get('Retry-After'),
        },
      };
    },
  );

  return {
    counts,
    report(fault) {
      const passes = mayReport(fault);
      if (passes === 'no') count('dropped');
      if (passes !== 'yes') return;
      const envelope = sentry.createEventEnvelope(faultEvent(factsOf(fault), source, new Date()), server);
      transport.send(envelope).then(
        // Without a status it was held back: too many on their way, or the server asked for a rest.
        ({ statusCode }) => (statusCode === undefined ? void count('dropped') : countAnswer(statusCode < 300)),
        () => countAnswer(false),
      );
    },
    async close() {
      await transport.flush(FAULT_REPORT_MS.close);
    },
  };
}

/** Says of each fault whether it is to be told: not what was told before, and so many a minute. */
function limitReports(): (fault: Fault) => 'yes' | 'no' | 'told' {
  const told = new LRUCache<string, true>({ max: MAX_KEYS });
  let minute = 0;
  let passed = 0;
  return ({ once }) => {
    if (once !== undefined && told.has(once)) return 'told';
    const now = Math.floor(performance.now() / 60_000);
    if (now !== minute) passed = 0;
    minute = now;
    if (passed >= MAX_A_MINUTE) return 'no';
    passed += 1;
    if (once !== undefined) told.set(once, true);
    return 'yes';
  };
}
