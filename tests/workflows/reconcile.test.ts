import { expect, test } from '@jest/globals';
import type { ReconcileReport } from '../../workflows/reconcile/messages.js';
import type { reconcile } from '../../workflows/reconcile/workflow.js';
import type { sendMail } from '../../workflows/send-mail/workflow.js';
import { keep, record, replay } from '../support/histories.js';
import { decodedPayloads } from '../support/recordings.js';
import { type Flow, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

const NOTHING: ReconcileReport = { started: 0, restarted: 0, failed: 0, running: 7 };

/** Has a flow run to its end, and gives what its history says. */
const historyOf = (flow: Flow<typeof reconcile> | Flow<typeof sendMail>, steps: object) =>
  timeSkipping.withSteps(steps, async (start) => {
    const run = await start(flow as Flow<typeof sendMail>);
    await run.result().catch(() => {});
    return record(timeSkipping.environment.client, flow.workflowId);
  });

const pass = (report: ReconcileReport) =>
  historyOf(
    { type: 'reconcile', workflowId: crypto.randomUUID(), input: undefined },
    { reconcileRows: async () => report },
  );

test('a pass that repaired something is found by its Outcome, and one without a difference tells nothing', async () => {
  const repaired = await pass({ ...NOTHING, restarted: 1 });
  expect(decodedPayloads(repaired.history)).toContain('"repaired"');
  await keep('reconcile-repaired', repaired);
  await replay(repaired);
  expect(decodedPayloads((await pass(NOTHING)).history)).not.toContain('repaired');
});

test('a run that failed is found by the word of its failure', async () => {
  const input = { id: crypto.randomUUID(), userId: null, runNo: 1 };
  const refused = await historyOf(
    { type: 'sendMail', workflowId: `mail:${input.id}:1`, input },
    {
      claimRun: async () => {},
      endRun: async () => {},
      deliverMail: async () => {
        throw failure('MailRefused');
      },
    },
  );
  const told = decodedPayloads(refused.history);
  for (const word of ['"failed"', '"mail-refused"']) expect(told).toContain(word);
});
