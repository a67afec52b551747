import type { Knex } from 'knex';
import { type RowFigures, rowFigures } from '../../db/queries/figures.js';
import { FIGURES_MS } from '../../domain/wait-limits.js';
import { type KeptFigures, keepFigures } from '../../lib/kept-figures.js';
import type { Clock } from '../../services/shared/clock.js';
import type { TemporalFigures } from '../../services/shared/ports.js';

/** However often somebody asks, engines are asked no more often than this. */
const KEPT_MS = { postgres: 10_000, temporal: 20_000 };

export interface SystemFiguresDeps {
  db: Knex;
  clock: Clock;
  temporalFigures: () => Promise<TemporalFigures>;
  erasureSecondPassMinutes: number;
}

/** The whole system's work, as Postgres and Temporal know it; what one does not tell in time is undefined. */
export interface SystemFigures {
  rows: KeptFigures<RowFigures>;
  temporal: KeptFigures<TemporalFigures>;
}

/** Keeps the figures for metrics and for /readyz. */
export function keepSystemFigures(deps: SystemFiguresDeps): SystemFigures {
  const { db, clock, temporalFigures, erasureSecondPassMinutes: secondPassMinutes } = deps;
  const readRows = () => rowFigures(db, { now: clock(), secondPassMinutes });
  return {
    rows: keepFigures(readRows, { keepMs: KEPT_MS.postgres, waitMs: FIGURES_MS }),
    temporal: keepFigures(temporalFigures, { keepMs: KEPT_MS.temporal, waitMs: FIGURES_MS }),
  };
}
