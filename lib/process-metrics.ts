import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What a pool of connections tells of itself. */
export interface PoolState {
  numUsed(): number;
  numFree(): number;
  /** Those who wait for a connection. */
  numPendingAcquires(): number;
}

/** A registry with what every process measures: memory, CPU, the event loop, and which release it is. */
export function createProcessRegistry(release: string): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const help = 'Always 1; the release that runs';
  new Gauge({ name: 'build_info', help, labelNames: ['release'], registers: [registry] }).set({ release }, 1);
  return registry;
}

/** Measures the pool of connections of a process. */
export function measurePool(registry: Registry, pool: PoolState): void {
  const registers = [registry];
  new Gauge({
    name: 'database_connections',
    help: 'Connections to PostgreSQL in the pool of the process, by state: used, free',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'used' }, pool.numUsed());
      this.set({ state: 'free' }, pool.numFree());
    },
  });
  new Gauge({
    name: 'database_waiting',
    help: 'Statements and transactions that wait for a connection of the pool',
    registers,
    collect() {
      this.set(pool.numPendingAcquires());
    },
  });
}

/** Counts what was told to error tracking. */
export function countFaults(registry: Registry, counts: ReadonlyMap<string, number>): void {
  new Counter({
    name: 'fault_reports_total',
    help: 'Faults told to error tracking, by outcome: sent, failed, dropped (too many)',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [outcome, times] of counts) this.inc({ outcome }, times);
    },
  });
}
