import type { Knex } from 'knex';
import { Gauge, type Registry } from 'prom-client';
import type { Budgets } from '../../db/queries/ai-spending.js';
import { rowFigures } from '../../db/queries/figures.js';
import { utcDay } from '../../domain/utc-day.js';
import { FIGURES_MS } from '../../domain/wait-limits.js';
import { type KeptFigures, keepFigures } from '../../lib/kept-figures.js';
import type { Clock } from '../../services/shared/clock.js';
import type { TemporalFigures } from '../../services/shared/ports.js';
import { type FigureGauge, rowGauges, temporalGauges } from './figure-gauges.js';

/** However often metrics are asked for, engines are asked no more often than this. */
const KEPT_MS = { postgres: 10_000, temporal: 20_000 };

export interface SystemMetricsDeps {
  db: Knex;
  clock: Clock;
  ai: { budget: Budgets };
  temporalFigures: () => Promise<TemporalFigures>;
  erasureSecondPassMinutes: number;
}

/**
 * Measures the whole system's work, as Postgres and Temporal know it: the same whichever process is asked. What an
 * engine does not tell in time is left out, and `figures_up` says so.
 */
export function measureSystem(registry: Registry, deps: SystemMetricsDeps): void {
  const { db, clock, ai, erasureSecondPassMinutes: secondPassMinutes } = deps;
  const readRows = () => rowFigures(db, { day: utcDay(clock()), secondPassMinutes });
  const rows = keepFigures(readRows, { keepMs: KEPT_MS.postgres, waitMs: FIGURES_MS });
  const temporal = keepFigures(deps.temporalFigures, { keepMs: KEPT_MS.temporal, waitMs: FIGURES_MS });
  for (const gauge of rowGauges(ai.budget)) register(registry, gauge, rows);
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
