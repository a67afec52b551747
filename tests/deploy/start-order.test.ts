import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { freePorts } from '../../stack/ports.js';
import { startApiProcess } from '../support/api-process.js';
import { runCommand } from '../support/run-command.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, { healthcheck?: { test: string[] } }>;
};
const [, imageCheck = '[]'] = /^HEALTHCHECK .*\\\n +CMD (\[.*\])$/m.exec(readFileSync('Dockerfile', 'utf8')) ?? [];

/** Runs a health check of the containers against a port of this machine. @returns its exit code */
const check = (command: string[], from: string, port: string) => {
  const [, ...args] = command.map((part) => part.replace(`:${from}/`, `:${port}/`));
  return new Promise<number>((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } }, (error) =>
      resolve(Number(error?.code ?? 0)),
    );
  });
};

test('in the order of docker-compose.yml, prepare ends, and API and worker become well by their health checks', async () => {
  const prepared = await runCommand('cli/prepare.ts', [], app.env);
  expect(prepared).toMatchObject({ code: 0, out: 'Schema: ready\nContent: ready\nBucket: ready\nKey set: ready\n' });
  const { workerHealth } = await freePorts();
  const ofApi = JSON.parse(imageCheck) as string[];
  const ofWorker = services.worker?.healthcheck?.test.slice(1) ?? [];
  expect(await check(ofWorker, '7401', String(workerHealth))).toBe(1);
  const api = await startApiProcess(app.env);
  expect(await check(ofApi, '7400', new URL(api.url).port)).toBe(0);
  const worker = await app.startWorker({ WORKER_HEALTH_PORT: String(workerHealth) });
  expect(await check(ofWorker, '7401', String(workerHealth))).toBe(0);
  await worker.stop();
  expect(await api.stop()).toBe(0);
  expect(await check(ofApi, '7400', new URL(api.url).port)).toBe(1);
});
