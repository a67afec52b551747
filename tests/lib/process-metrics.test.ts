import { expect, test } from '@jest/globals';
import { countFaults, createProcessRegistry, measurePool } from '../../lib/process-metrics.js';

test('a process tells its memory, its event loop, and which release it is', async () => {
  const text = await createProcessRegistry('r-7').metrics();
  expect(text).toContain('# HELP build_info Always 1; the release that runs\n');
  expect(text).toContain('build_info{release="r-7"} 1\n');
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds \S+$/m);
});

test('a pool tells of its connections and of those who wait, as they are when somebody looks', async () => {
  const registry = createProcessRegistry('r-7');
  const state = { used: 3, free: 2, waiting: 5 };
  measurePool(registry, {
    numUsed: () => state.used,
    numFree: () => state.free,
    numPendingAcquires: () => state.waiting,
  });
  const text = await registry.metrics();
  expect(text).toContain('# HELP database_connections Connections to PostgreSQL in the pool of the process, by state');
  expect(text).toContain('database_connections{state="used"} 3\n');
  expect(text).toContain('database_connections{state="free"} 2\n');
  expect(text).toContain('# HELP database_waiting Statements and transactions that wait for a connection');
  expect(text).toContain('database_waiting 5\n');
  Object.assign(state, { used: 0, waiting: 0 });
  const later = await registry.metrics();
  expect(later).toContain('database_connections{state="used"} 0\n');
  expect(later).toContain('database_waiting 0\n');
});

test('what was told to error tracking is counted by outcome, each time anew', async () => {
  const registry = createProcessRegistry('r-7');
  const counts = new Map([['sent', 2]]);
  countFaults(registry, counts);
  const text = await registry.metrics();
  expect(text).toContain('# HELP fault_reports_total Faults told to error tracking, by outcome: sent, failed, dropped');
  expect(text).toContain('fault_reports_total{outcome="sent"} 2\n');
  counts.set('sent', 3).set('failed', 1);
  const later = await registry.metrics();
  expect(later).toContain('fault_reports_total{outcome="sent"} 3\n');
  expect(later).toContain('fault_reports_total{outcome="failed"} 1\n');
});
