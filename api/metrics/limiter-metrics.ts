import { Counter, type Registry } from 'prom-client';

/** Counts how often rate limits were counted by this process alone. @returns what is told of each time, by the limiter */
export function countFallbacks(registry: Registry): (limiter: string) => void {
  const fallbacks = new Counter({
    name: 'rate_limit_fallbacks_total',
    help: 'Counts of a rate limit that were made in memory, since Redis did not answer',
    labelNames: ['limiter'],
    registers: [registry],
  });
  return (limiter) => fallbacks.inc({ limiter });
}
