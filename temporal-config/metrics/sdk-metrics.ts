import { MetricsBuffer } from '@temporalio/worker';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { SDK_METRICS, type SdkMetric } from './sdk-metric-names.js';

/** How often what the SDK's core has measured is fetched; it keeps 100,000 measurements until then. */
const FETCH_MS = 1_000;
const MAX_KEPT = 100_000;

type Labels = Record<string, string>;
type Take = (labels: Labels, value: number) => void;

/**
 * Adds what Temporal's SDK measures of a worker to a registry, under the SDK's names with the suffixes of Prometheus.
 * @returns for the runtime's options
 */
export function createSdkMetrics(registry: Registry): { buffer: MetricsBuffer } {
  const buffer = new MetricsBuffer({ maxBufferSize: MAX_KEPT, useSecondsForDurations: true });
  const known = new Map(
    SDK_METRICS.map((metric) => [
      `temporal_${metric.name}`,
      { take: takerOf(registry, metric), labelNames: metric.labelNames },
    ]),
  );
  const fetch = () => {
    for (const { metric, value, attributes } of buffer.retrieveUpdates()) {
      const one = known.get(metric.name);
      one?.take(pick(attributes, one.labelNames), value);
    }
  };
  setInterval(fetch, FETCH_MS).unref();
  return { buffer };
}

function takerOf(registry: Registry, { kind, name, help, labelNames }: SdkMetric): Take {
  const options = { help, labelNames: [...labelNames], registers: [registry] };
  if (kind === 'counter') {
    const counter = new Counter({ ...options, name: `temporal_${name}_total` });
    return (labels, value) => counter.inc(labels, value);
  }
  if (kind === 'gauge') {
    const gauge = new Gauge({ ...options, name: `temporal_${name}` });
    return (labels, value) => gauge.set(labels, value);
  }
  const histogram = new Histogram({ ...options, name: `temporal_${name}_seconds`, buckets: SECONDS });
  return (labels, value) => histogram.observe(labels, value);
}

/** From a call within a machine to a wait of an hour. */
const SECONDS = [0.005, 0.025, 0.1, 0.5, 1, 5, 30, 60, 300, 3_600];

const pick = (attributes: Readonly<Record<string, unknown>>, names: readonly string[]): Labels =>
  Object.fromEntries(names.flatMap((name) => (name in attributes ? [[name, String(attributes[name])]] : [])));
