import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePorts } from '../../stack/ports.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('a worker', () => {
  test('tells its health, stops cleanly when asked, and makes its schedule', async () => {
    const { workerHealth } = await freePorts();
    const worker = await app.startWorker({ WORKER_HEALTH_PORT: String(workerHealth) });
    const health = `http://127.0.0.1:${workerHealth}`;
    await eventually(async () => (await fetch(`${health}/readyz`)).status === 200);
    expect(await body(await fetch(`${health}/healthz`))).toEqual({ status: 'alive' });
    expect(await (await fetch(`${health}/metrics`)).text()).toContain('process_resident_memory_bytes');
    expect((await fetch(`${health}/else`)).status).toBe(404);

    const well = { status: 'ready', worker: 'polled', schedules: 'running', ai: 'working' };
    await eventually(async () => (await body(await fetch(`${app.api.url}/readyz`))).status === 'ready');
    expect(await body(await fetch(`${app.api.url}/readyz`))).toMatchObject(well);

    const client = createTemporalClient(app.config);
    const schedule = await client.schedule.getHandle(`${app.config.TASK_QUEUE_PREFIX}reconcile`).describe();
    expect(schedule.policies.overlap).toBe('SKIP');
    expect(schedule.spec.intervals?.[0]?.every).toBe(120_000);
    await client.connection.close();

    expect(await worker.stop()).toBe(0);
    await expect(fetch(`${health}/healthz`)).rejects.toThrow();
  });

  test('that starts a second time finds its schedule and goes on', async () => {
    const worker = await app.startWorker();
    expect(await worker.stop()).toBe(0);
  });

  test('without Temporal ends with an error, to be started again', async () => {
    await expect(app.startWorker({ TEMPORAL_ADDRESS: '127.0.0.1:9' })).rejects.toThrow(/the worker ended/);
  });

  test('with a variable that is wrong says which', async () => {
    await expect(app.startWorker({ WORKER_QUEUES: 'everything' })).rejects.toThrow(/WORKER_QUEUES/);
  });
});
