import { Gauge, type Registry } from 'prom-client';
import type { Budgets } from '../../db/queries/ai-spending.js';
import type { KeptFigures } from '../../lib/kept-figures.js';
import { type FigureGauge, rowGauges, temporalGauges } from './figure-gauges.js';
import type { SystemFigures } from './system-figures.js';

/**
 * Measures the whole system's work, as Postgres and Temporal know it: the same whichever process is asked. What an
 * engine does not tell in time is left out, and `figures_up` says so.
 */
export function measureSystem(registry: Registry, { rows, temporal }: SystemFigures, budget: Budgets): void {
  for (const gauge of rowGauges(budget)) register(registry, gauge, rows);
  for (const gauge of temporalGauges) register(registry, gauge, temporal);
  new Gauge({
    name: 'figures_up',
    help: '1 where an engine told its figures in time',
    labelNames: ['engine'],
    registers: [registry],
    async collect() {
      const [ofRows, ofTemporal] = await Promise.all([rows.read(), temporal.read()]);
      this.set({ engine: 'postgres' }, Number(ofRows !== undefined));
      this.set({ engine: 'temporal' }, Number(ofTemporal !== undefined));
    },
  });
}

function register<T>(
  registry: Registry,
  { name, help, labelNames = [], samples }: FigureGauge<T>,
  kept: KeptFigures<T>,
): void {
  new Gauge({
    ...{ name, help, labelNames, registers: [registry] },
    async collect() {
      const figures = await kept.read();
      this.reset();
      // One without labels would tell 0 otherwise.
      if (figures === undefined && labelNames.length === 0) this.set(Number.NaN);
      for (const [labels, value] of figures === undefined ? [] : samples(figures)) this.set(labels, value);
    },
  });
}
