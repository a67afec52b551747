import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type OpenFaultReports, openFaultReports } from '../../clients/faults/fault-reports.js';
import type { Fault } from '../../domain/faults.js';
import { FAULT_REPORT_MS } from '../../domain/wait-limits.js';
import { eventually } from '../support/eventually.js';
import { eventIn, type FaultSink, startFaultSink } from '../support/fault-sink.js';

let sink: FaultSink;
let reports: OpenFaultReports;
let outages: number;
const open = (dsn: string | undefined) =>
  openFaultReports({ dsn, part: 'worker', release: 'scholium@9', environment: 'test', onOutage: () => void outages++ });
beforeEach(async () => {
  outages = 0;
  sink = await startFaultSink();
  reports = await open(sink.dsn);
});
afterEach(async () => {
  await reports.close();
  await sink.close();
});

const fault = (more: Partial<Fault> = {}): Fault => ({ what: 'unexpected fault', ids: { requestId: 'r-1' }, ...more });
const settled = (times: number) =>
  eventually(async () => [...reports.counts.values()].reduce((sum, each) => sum + each, 0) === times);

describe('error tracking', () => {
  test('is told what happened where, with ids, part and release, in the form of Sentry', async () => {
    const error = Object.assign(new TypeError('no'), { code: 'E_NO' });
    reports.report(
      fault({
        error,
        ids: { requestId: 'r-1', workflowId: 'question:1:1', runId: 'run', activityId: '3', attempt: 2 },
      }),
    );
    await settled(1);
    expect(sink.urls[0]).toMatch(/^\/api\/7\/envelope\/\?.*sentry_key=publickey/);
    expect(eventIn(sink.bodies[0] ?? '')).toMatchObject({
      level: 'error',
      release: 'scholium@9',
      environment: 'test',
      tags: {
        ...{ part: 'worker', code: 'E_NO', requestId: 'r-1', workflowId: 'question:1:1' },
        ...{ runId: 'run', activityId: '3', attempt: '2' },
      },
      exception: {
        values: [
          {
            type: 'TypeError',
            value: 'unexpected fault',
            stacktrace: { frames: expect.arrayContaining([expect.objectContaining({ in_app: true })]) },
          },
        ],
      },
    });
  });

  test('gets nothing of a message, a cause, a name that is no name, or anything else that an error carries', async () => {
    const secrets = [
      'somebody@example.org',
      'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
      'The tide comes in twice a day',
    ];
    const text = secrets.join('\n    at ');
    const cause = Object.assign(new Error(text), { detail: text });
    const error = Object.assign(new Error(text, { cause }), { code: text, name: text, detail: text, config: { text } });
    const late = new Error('said first');
    late.message = text;
    const ids = { requestId: text, route: text, workflowId: text, failure: text };
    reports.report(fault({ error, ids: ids as Fault['ids'] }));
    reports.report(fault({ error: late }));
    reports.report(fault({ error: text }));
    reports.report(fault({ error: { name: 'Odd', stack: `Odd: x\n    at ${secrets[0]} (/x.js:1:1)` } }));
    await settled(4);
    const came = sink.bodies.join('\n');
    for (const part of secrets) expect(came).not.toContain(part);
    expect(came).not.toContain('somebody');
  });

  test('is told once of what has one key, and each time of what has none', async () => {
    for (let attempt = 1; attempt <= 5; attempt++) reports.report(fault({ once: 'run 3', ids: { attempt } }));
    reports.report(fault());
    reports.report(fault());
    await settled(3);
    expect(sink.bodies.map((body) => (eventIn(body).tags as { attempt?: string }).attempt)).toEqual([
      '1',
      undefined,
      undefined,
    ]);
  });

  test('is not flooded: of a thousand faults at once most are dropped, and counted', async () => {
    for (let count = 0; count < 1_000; count++) reports.report(fault());
    await settled(1_000);
    expect(sink.bodies.length).toBeLessThanOrEqual(60);
    expect(reports.counts.get('dropped')).toBe(1_000 - sink.bodies.length);
  });

  test('that hangs or is gone costs its callers nothing, is told of once, and ends with the process in time', async () => {
    sink.answer = 'hang';
    const start = performance.now();
    for (let count = 0; count < 20; count++) reports.report(fault());
    expect(performance.now() - start).toBeLessThan(1_000);
    await eventually(async () => sink.bodies.length > 0);
    const closing = performance.now();
    await reports.close();
    expect(performance.now() - closing).toBeLessThan(FAULT_REPORT_MS.close + 2_000);

    const gone = await open('http://key@127.0.0.1:9/1');
    gone.report(fault());
    gone.report(fault());
    await eventually(async () => gone.counts.get('failed') === 2);
    expect(outages).toBe(1);
    await gone.close();
  });

  test('that refuses is counted as such; after its 429 it is left alone', async () => {
    sink.answer = 500;
    reports.report(fault());
    await settled(1);
    sink.answer = 429;
    reports.report(fault());
    await settled(2);
    reports.report(fault());
    await settled(3);
    expect([...reports.counts]).toEqual([
      ['sent', 0],
      ['failed', 2],
      ['dropped', 1],
    ]);
    expect(sink.bodies).toHaveLength(2);
  });

  test('is off without an address', async () => {
    const off = await open(undefined);
    off.report(fault());
    await off.close();
    expect([...off.counts.values()]).toEqual([0, 0, 0]);
  });
});
