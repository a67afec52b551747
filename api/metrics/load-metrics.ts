import { Counter, Gauge, type Registry } from 'prom-client';
import type { Load } from '../load.js';

/** Measures how much more is asked than can be done, and what is refused for it. */
export function measureLoad(registry: Registry, load: Load): void {
  new Counter({
    name: 'requests_shed_total',
    help: 'Requests that were refused since too much was asked, by kind of work and by what told of it',
    labelNames: ['work', 'reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [kind, times] of load.refused) {
        const [work = '', reason = ''] = kind.split(' ');
        this.inc({ work, reason }, times);
      }
    },
  });
  new Gauge({
    name: 'shedding_level',
    help: '0 and less: all is served; 1: no unknown work, 2: no reads, 3: no writes, 4: nothing but health',
    registers: [registry],
    collect() {
      this.set(load.level());
    },
  });
}
