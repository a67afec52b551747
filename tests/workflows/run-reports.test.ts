import { describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import type { Fault } from '../../domain/faults.js';
import { createRunReports } from '../../temporal-config/run-reports.js';
import type { answerQuestion } from '../../workflows/answer-question/workflow.js';
import { requestOf, withRequest } from '../../workflows/request-header.js';
import type { sendMail } from '../../workflows/send-mail/workflow.js';
import { eventually } from '../support/eventually.js';
import { type Flow, failure, type Start, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

/** What a worker would make of what runs tell, and all that it hears. */
function listen() {
  const lines: Record<string, unknown>[] = [];
  const faults: Fault[] = [];
  const counted: unknown[] = [];
  const say = (level: string) => (fields: object, message: string) => void lines.push({ level, message, ...fields });
  const sinks = createRunReports({
    log: { info: say('info'), warn: say('warn'), error: say('error') },
    faults: { report: (fault) => void faults.push(fault) },
    metrics: {
      attempted() {},
      givenUp: (step) => void counted.push(step),
      ended: (run) => void counted.push(run),
    },
  });
  return { lines, faults, counted, sinks };
}

/** Runs the flow over a delivery, and gives what the worker was told of it after it began, which is told of each. */
async function told(deliverMail: () => Promise<string>) {
  const { sinks, ...heard } = listen();
  const id = crypto.randomUUID();
  const workflowId = `mail:${id}:1`;
  const flow: Flow<typeof sendMail> = { type: 'sendMail', workflowId, input: { id, userId: null, runNo: 1 } };
  const steps = { claimRun: async () => {}, deliverMail, endRun: async () => {} };
  await timeSkipping.run(flow, steps, sinks);
  const [began, ...lines] = heard.lines;
  expect(began).toMatchObject({ level: 'info', message: 'run began', workflowId, type: 'sendMail' });
  return { ...heard, lines, workflowId };
}

describe('what a worker is told of runs', () => {
  test('of one that reached its goal: its end, once', async () => {
    const { lines, faults, counted, workflowId } = await told(async () => 'sent');
    expect(lines).toMatchObject([
      { level: 'info', message: 'run ended', workflowId, type: 'sendMail', outcome: 'sent' },
    ]);
    expect(faults).toEqual([]);
    expect(counted).toEqual([{ type: 'sendMail', outcome: 'sent' }]);
  });

  test('of a step that was tried for a day: that it was given up, once, and the end of the run', async () => {
    const { lines, faults, counted, workflowId } = await told(async () => {
      throw failure('MailUnavailable');
    });
    expect(lines).toMatchObject([
      {
        level: 'warn',
        message: 'an activity was given up',
        workflowId,
        type: 'deliverMail',
        failure: 'mail-unavailable',
      },
      { level: 'info', message: 'run ended', workflowId, outcome: 'failed', failure: 'mail-unavailable' },
    ]);
    expect(faults).toMatchObject([
      { what: 'an activity was given up', ids: { workflowId, type: 'deliverMail', failure: 'mail-unavailable' } },
    ]);
    expect(counted).toEqual([
      { type: 'deliverMail', failure: 'mail-unavailable' },
      { type: 'sendMail', outcome: 'failed' },
    ]);
  });

  test('of what is nobody’s to set right, error tracking hears nothing', async () => {
    const { lines, faults } = await told(async () => {
      throw failure('MailRefused');
    });
    expect(lines).toMatchObject([{ failure: 'mail-refused' }, { outcome: 'failed' }]);
    expect(faults).toEqual([]);
  });

  test('of one that is superseded: its end alone', async () => {
    const { lines, faults } = await told(async () => {
      throw failure('Superseded');
    });
    expect(lines).toMatchObject([{ level: 'info', message: 'run ended', outcome: 'superseded' }]);
    expect(faults).toEqual([]);
  });
});

test('code of a workflow that breaks is told by its name and place, under one key at every try', async () => {
  const { faults, lines, sinks } = listen();
  const id = crypto.randomUUID();
  const workflowId = `question:${id}:1`;
  const flow: Flow<typeof answerQuestion> = {
    ...{ type: 'answerQuestion', workflowId },
    input: { id, userId: null, runNo: 1 },
  };
  // Passages that are none: the workflow reads them all the same.
  const steps = { claimQuestion: async () => ({ hasImage: false }), retrievePassages: async () => 'none' };
  const use = async (start: Start) => {
    const run = await start(flow);
    await eventually(async () => faults.length >= 2);
    await run.terminate();
  };
  await timeSkipping.withSteps(steps, use, undefined, sinks);
  expect(faults[0]).toMatchObject({
    what: 'the code of a workflow broke',
    error: { name: 'TypeError' },
    ids: { workflowId, type: 'answerQuestion' },
  });
  expect(new Set(faults.map(({ once }) => once)).size).toBe(1);
  expect(lines.slice(0, 2)).toMatchObject([
    { message: 'run began', workflowId },
    { level: 'error', workflowId, error: 'TypeError' },
  ]);
});

test('the id of a request goes in a header and comes out of it', () => {
  const other = { other: defaultPayloadConverter.toPayload('x') };
  expect(requestOf(withRequest(other, 'r-1'))).toBe('r-1');
  expect(withRequest(other, 'r-1')).toMatchObject(other);
  expect(requestOf(withRequest(other, undefined))).toBeUndefined();
});
