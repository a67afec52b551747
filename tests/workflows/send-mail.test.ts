import { describe, expect, test } from '@jest/globals';
import type { MailActivities } from '../../activities/mails.js';
import type { RunActivities } from '../../activities/runs.js';
import { FAILURES } from '../../domain/runs/failures.js';
import type { sendMail } from '../../workflows/send-mail/workflow.js';
import { type Flow, failedWith, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

type Steps = MailActivities & RunActivities;

/** Runs the flow over these steps; tells its end, how its row ended, and how long it ran on the server's clock. */
async function send(steps: Partial<Steps>) {
  const ends: unknown[] = [];
  const all: Steps = {
    claimRun: async () => {},
    deliverMail: async () => 'sent',
    endRun: async ({ end }) => void ends.push(end),
    ...steps,
  };
  const input = { id: crypto.randomUUID(), userId: null, runNo: 1 };
  const flow: Flow<typeof sendMail> = { type: 'sendMail', workflowId: `mail:${input.id}:1`, input };
  const { outcome, minutes } = await timeSkipping.run(flow, all);
  return { outcome, ends, hours: minutes / 60 };
}

describe('sendMail', () => {
  test.each(['sent', 'skipped'] as const)('claims the row, then delivers: %s', async (end) => {
    const calls: unknown[] = [];
    const { outcome, ends } = await send({
      claimRun: async ({ runNo }) => void calls.push(['claim', runNo]),
      deliverMail: async ({ runNo }) => {
        calls.push(['deliver', runNo]);
        return end;
      },
    });
    expect(outcome).toBe(end);
    expect(calls).toEqual([
      ['claim', 1],
      ['deliver', 1],
    ]);
    expect(ends).toEqual([]);
  });

  test('a mail server that is away for 20 hours costs nothing but time, and is not asked all the time', async () => {
    let calls = 0;
    let since = 0;
    const { outcome, ends, hours } = await send({
      deliverMail: async () => {
        const now = await timeSkipping.environment.currentTimeMs();
        since ||= now;
        calls += 1;
        if (now - since < 20 * 3_600_000) throw failure('MailUnavailable');
        return 'sent';
      },
    });
    expect(outcome).toBe('sent');
    expect(ends).toEqual([]);
    expect(hours).toBeGreaterThanOrEqual(20);
    expect(hours).toBeLessThan(21);
    expect(calls).toBeLessThan(200);
  });

  test('one that stays away fails the mail after a day, and the row says why', async () => {
    const { outcome, ends, hours } = await send({
      deliverMail: async () => {
        throw failure('MailUnavailable');
      },
    });
    expect(failedWith(outcome)).toMatchObject({
      type: 'MailUnavailable',
      message: FAILURES.MailUnavailable.sentence,
    });
    expect(ends).toEqual([{ status: 'failed', failure: 'MailUnavailable' }]);
    expect(hours).toBeGreaterThan(23);
    expect(hours).toBeLessThanOrEqual(24.1);
  });

  test('a mail that is refused is final at once', async () => {
    let calls = 0;
    const { outcome, ends } = await send({
      deliverMail: async () => {
        calls += 1;
        throw failure('MailRefused');
      },
    });
    expect(calls).toBe(1);
    expect(failedWith(outcome)?.type).toBe('MailRefused');
    expect(ends).toEqual([{ status: 'failed', failure: 'MailRefused' }]);
  });

  test.each(['claimRun', 'deliverMail'] as const)('a run that was superseded at %s writes nothing', async (step) => {
    const { outcome, ends } = await send({
      [step]: async () => {
        throw failure('Superseded');
      },
    });
    expect(outcome).toBe('superseded');
    expect(ends).toEqual([]);
  });
});
