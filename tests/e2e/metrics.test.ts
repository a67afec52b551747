import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePorts } from '../../stack/ports.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { behindProxies, type EngineProxies, startEngineProxies } from '../support/engine-proxies.js';
import { eventually } from '../support/eventually.js';
import { buildErasure } from '../support/factories/index.js';
import { ingest } from '../support/ingest.js';
import { type Scraped, scrape, sum } from '../support/metrics.js';
import { type OpenAiServerDouble, startOpenAiServer } from '../support/openai-server.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestWorker } from '../support/worker-process.js';

let ai: OpenAiServerDouble;
let proxies: EngineProxies;
let app: TestApp;
let worker: TestWorker;
let workerUrl: string;
let student: Student;
beforeAll(async () => {
  ai = await startOpenAiServer();
  proxies = await startEngineProxies();
  const { workerHealth } = await freePorts();
  workerUrl = `http://127.0.0.1:${workerHealth}`;
  const variables = {
    OPENAI_BASE_URL: ai.baseUrl,
    WORKER_HEALTH_PORT: String(workerHealth),
    GUIDES_PROVIDER: 'offline',
  };
  app = await startTestApp(variables, behindProxies(proxies));
  worker = await app.startWorker();
  student = await createStudent(app);
});
afterAll(async () => {
  await proxies.passAll();
  await app.close();
  await proxies.close();
  await ai.close();
});

/** The rows of the table of metrics: which process tells each. */
function documented(): Map<string, string> {
  const [, section = ''] = readFileSync('docs/operations.md', 'utf8').split('\n## Metrics\n');
  const rows = (section.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \| (API|worker|both) \|/gm);
  return new Map([...rows].map(([, name = '', process = '']) => [name, process]));
}

const namesOf = ({ types }: Scraped) => [...types.keys()].filter((name) => !/^(?:process|nodejs)_/.test(name)).sort();

describe('the metrics of the API and of the worker', () => {
  test('are those of the table in docs/operations.md, each where it says', async () => {
    const told = documented();
    const tellers = (process: string) =>
      [...told].filter(([, where]) => where === process || where === 'both').map(([name]) => name);
    expect(namesOf(await scrape(app.api.url))).toEqual(tellers('API').sort());
    expect(namesOf(await scrape(workerUrl))).toEqual(tellers('worker').sort());
  });

  test('are named by the conventions of Prometheus', async () => {
    for (const url of [app.api.url, workerUrl]) {
      const wrong = [...(await scrape(url)).types].filter(
        ([name, type]) =>
          !/^(?:process|nodejs)_/.test(name) &&
          ((type === 'counter') !== name.endsWith('_total') ||
            (/duration|latency|age/.test(name) && !name.endsWith('_seconds'))),
      );
      expect(wrong).toEqual([]);
    }
  });
});

describe('the metrics of a worker', () => {
  test('tell of activities, runs, OCR, and calls to AI servers with their tokens and money', async () => {
    const scan = { text: 'The sky is blue and the sea is green. '.repeat(3), scanned: true };
    expect((await ingest(student, await makePdf([scan]))).status).toBe('ready');
    // What the SDK has measured is fetched once a second.
    const told = await eventually(async () => {
      const now = await scrape(workerUrl);
      return sum(now, 'temporal_workflow_completed_total', 'ingestMaterial') > 0 ? now : undefined;
    });
    const zero = [
      sum(told, 'activity_duration_seconds_count', 'probeMaterial', 'done'),
      sum(told, 'runs_ended_total', 'ingestMaterial', 'ready'),
      sum(told, 'ocr_page_duration_seconds_count', 'read'),
      sum(told, 'ocr_page_duration_seconds_sum', 'read'),
      sum(told, 'ai_call_duration_seconds_count', 'embedding', 'done'),
      sum(told, 'ai_tokens_total', 'embedding', 'input'),
      sum(told, 'ai_spent_dollars_total', 'embedding'),
      sum(told, 'temporal_activity_schedule_to_start_latency_seconds_count'),
      sum(told, 'temporal_num_pollers'),
      sum(told, 'build_info', app.config.RELEASE),
    ].findIndex((value) => !(value > 0));
    expect(zero).toBe(-1);
  });

  test('tell of failures by their word, of retries, and of what was given up', async () => {
    ai.script({ kind: 'status', code: 500 }, { kind: 'status', code: 500 }, { kind: 'status', code: 401 });
    expect((await ingest(student, await makePdf([{ text: 'Grass is sometimes red.' }]))).status).toBe('failed');
    const told = await scrape(workerUrl);
    expect(sum(told, 'activity_failures_total', 'embedChunks', 'ai-unavailable')).toBeGreaterThan(0);
    expect(sum(told, 'activity_retries_total', 'embedChunks')).toBeGreaterThan(0);
    expect(sum(told, 'activity_given_up_total', 'embedChunks', 'ai-misconfigured')).toBe(1);
    expect(sum(told, 'ai_call_duration_seconds_count', 'ai-misconfigured')).toBe(1);
  });
});

describe('the metrics of the API', () => {
  test('tell how queues and schedules stand, and the share of the budget', async () => {
    const client = createTemporalClient(app.config);
    const schedule = client.schedule.getHandle(`${app.config.TASK_QUEUE_PREFIX}sweep`);
    await schedule.pause();
    const told = await eventually(async () => {
      const now = await scrape(app.api.url);
      return sum(now, 'schedule_paused', 'sweep') === 1 ? now : undefined;
    });
    await schedule.unpause();
    await client.connection.close();
    expect(sum(told, 'figures_up')).toBe(2);
    expect(sum(told, 'schedule_paused')).toBe(1);
    expect([...told.samples.keys()].filter((name) => name.startsWith('schedule_age_seconds'))).toHaveLength(9);
    expect(sum(told, 'queue_pollers', 'core', 'workflow')).toBe(1);
    expect(sum(told, 'queue_pollers', 'ai', 'activity')).toBe(1);
    expect(sum(told, 'ai_budget_spent_ratio', 'money')).toBeGreaterThan(0);
  });

  test('tell of rows that nothing works on, of failed mails and overdue erasures', async () => {
    await worker.stop();
    expect((await upload(student, await makePdf([{ text: 'Nobody reads this now.' }]))).status).toBe(202);
    const eraseAt = new Date(Date.now() - 86_400_000);
    await buildErasure(app.db, { userId: student.id, status: 'processing', eraseAt });
    await app
      .db('mails')
      .update({ status: 'failed', failure: 'MailRefused', finishedAt: app.db.fn.now(), nextCheckAt: null });
    const told = await eventually(async () => {
      const now = await scrape(app.api.url);
      const waits = sum(now, 'open_rows', 'ingestMaterial', 'queued') > 0 && sum(now, 'queue_backlog', 'core') > 0;
      return waits ? now : undefined;
    });
    expect(sum(told, 'open_rows_oldest_seconds', 'ingestMaterial', 'queued')).toBeGreaterThan(0);
    expect(sum(told, 'failed_mails')).toBeGreaterThan(0);
    expect(sum(told, 'overdue_erasures')).toBe(1);
  });

  test('come in time without the engines: their figures are left out, and that is told', async () => {
    await proxies.DATABASE_URL.set('black-hole');
    await proxies.TEMPORAL_ADDRESS.set('black-hole');
    // One scrape may still find some of the figures that were kept.
    const told = await eventually(async () => {
      const now = await scrape(app.api.url);
      const left = [...now.samples.keys()].filter((name) => /^(?:open_rows|queue_|schedule_)/.test(name));
      return sum(now, 'figures_up') === 0 && left.length === 0 ? now : undefined;
    });
    expect(told.samples.get('failed_mails')).toBeNaN();
    await proxies.REDIS_URL.set('refuse');
    await fetch(`${app.api.url}/api/v1/auth/login`, { method: 'POST' });
    const fallbacks = await eventually(async () =>
      sum(await scrape(app.api.url), 'rate_limit_fallbacks_total', 'sign-in'),
    );
    expect(fallbacks).toBeGreaterThan(0);
  });
});
