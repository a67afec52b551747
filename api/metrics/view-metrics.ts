import { Counter, Gauge, type Registry } from 'prom-client';
import type { ViewStore } from '../../clients/view-store.js';
import type { Views } from '../../services/views/views.js';

/** Measures what comes of views: hits, flights and stale ones, what was told of writes, and whether Redis is left alone. */
export function measureViews(registry: Registry, views: Pick<Views, 'reads' | 'tells'>, store: ViewStore): void {
  new Counter({
    name: 'view_reads_total',
    help: 'Views that were read, by what Redis had: hit, stale, lead (made and kept), wait (made, another took too long), direct (no Redis)',
    labelNames: ['view', 'outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [name, times] of views.reads) {
        const [view = '', outcome = ''] = name.split(' ');
        this.inc({ view, outcome }, times);
      }
    },
  });
  new Counter({
    name: 'view_versions_total',
    help: 'Writes that views were told of: told (in Redis), missed (by Postgres), lost (views may be a minute old)',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [outcome, times] of views.tells) this.inc({ outcome }, times);
    },
  });
  new Gauge({
    name: 'view_redis_resting',
    help: '1 while Redis is left alone, since it did not answer in time',
    registers: [registry],
    collect() {
      this.set(Number(store.isResting()));
    },
  });
}
