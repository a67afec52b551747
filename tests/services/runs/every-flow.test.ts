import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import type { RunEntity } from '../../../db/models/run-entity.js';
import { FLOW_NAMES, FLOWS, type Flow, workflowIdOf } from '../../../domain/runs/flows.js';
import { createTimeBudget } from '../../../lib/time-budget.js';
import { requestErasure } from '../../../services/account/erasure/request-erasure.js';
import { createPasswords } from '../../../services/auth/passwords.js';
import { reconcile } from '../../../services/runs/reconcile.js';
import type { WorkflowState } from '../../../services/shared/ports.js';
import { buildMail, buildSession, buildStudent } from '../../support/factories/index.js';
import { buildOpenRow, removeRuns } from '../../support/open-row.js';
import { unlimitedProofs } from '../../support/proofs.js';
import { useTestServices } from '../../support/test-services.js';
import { createToldStarter } from '../../support/told-starter.js';

/** What is decided for each flow, in words. A new flow needs a line. */
const DECIDED: Record<
  Flow,
  { whenEnded: 'failed' | 'restarted'; atErasure: 'cancelled' | 'kept'; works: 'always' | 'for active owners' }
> = {
  answerQuestion: { whenEnded: 'failed', atErasure: 'cancelled', works: 'for active owners' },
  exportAccount: { whenEnded: 'failed', atErasure: 'cancelled', works: 'for active owners' },
  sendMail: { whenEnded: 'failed', atErasure: 'cancelled', works: 'always' },
  reembedMaterial: { whenEnded: 'failed', atErasure: 'cancelled', works: 'for active owners' },
  buildGuide: { whenEnded: 'failed', atErasure: 'cancelled', works: 'for active owners' },
  ingestMaterial: { whenEnded: 'failed', atErasure: 'cancelled', works: 'for active owners' },
  // What a student deleted goes in any case, and whoever wants to be erased is.
  deleteMaterial: { whenEnded: 'restarted', atErasure: 'kept', works: 'always' },
  eraseAccount: { whenEnded: 'restarted', atErasure: 'kept', works: 'always' },
  closeStudySession: { whenEnded: 'restarted', atErasure: 'cancelled', works: 'for active owners' },
  generateQuiz: { whenEnded: 'failed', atErasure: 'cancelled', works: 'for active owners' },
  timeQuizAttempt: { whenEnded: 'restarted', atErasure: 'cancelled', works: 'for active owners' },
  keepStreak: { whenEnded: 'restarted', atErasure: 'cancelled', works: 'for active owners' },
  // Lessons are nobody's.
  indexLessons: { whenEnded: 'restarted', atErasure: 'kept', works: 'always' },
};

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  await removeRuns(services.db);
  userId = (await buildStudent(services.db)).id;
});

const DUE = { nextCheckAt: new Date(0) };
const rowOf = (flow: Flow, id: string, db: Knex = services.db) => db(FLOWS[flow].table).where({ id });
const dueRow = async (flow: Flow, status: 'queued' | 'processing' = 'queued') =>
  (await buildOpenRow(flow, services.db, { userId, status, ...DUE })) as RunEntity;
/** One pass over rows whose workflows are in this state. */
async function pass(row: RunEntity, state: WorkflowState) {
  const starter = createToldStarter({ [row.workflowId ?? '']: state });
  return { report: await reconcile({ ...services, db: services.db, starter }), starter };
}
const NOTHING = { started: 0, restarted: 0, failed: 0, running: 0 };
/** Rows in work of `deleteMaterial` are in the state in which they begin. */
const IN_WORK = FLOW_NAMES.filter((flow) => FLOWS[flow].open.length > 1);

describe('the reconciler', () => {
  test.each(FLOW_NAMES)('starts a row of %s that has not begun', async (flow) => {
    const row = await dueRow(flow);
    const { report, starter } = await pass(row, 'not-found');
    expect(report).toEqual({ ...NOTHING, started: 1 });
    expect(starter.started).toEqual([row.workflowId]);
    expect(await rowOf(flow, row.id).first('runNo')).toEqual({ runNo: 1 });
  });

  test.each(FLOW_NAMES)('leaves a row of %s alone whose workflow runs, and looks again later', async (flow) => {
    const row = await dueRow(flow);
    expect((await pass(row, 'running')).report).toEqual({ ...NOTHING, running: 1 });
    expect((await pass(row, 'running')).report).toEqual(NOTHING);
    const { nextCheckAt } = await rowOf(flow, row.id).first('nextCheckAt');
    // Before the pass after the next one, which comes in 2 minutes.
    expect(nextCheckAt.getTime()).toBeGreaterThan(Date.now() + 60_000);
    expect(nextCheckAt.getTime()).toBeLessThan(Date.now() + 120_000);
  });

  test.each(IN_WORK)('gives a row of %s that lost its workflow the next run', async (flow) => {
    const row = await dueRow(flow, 'processing');
    const { report, starter } = await pass(row, 'not-found');
    expect(report).toEqual({ ...NOTHING, restarted: 1 });
    const workflowId = workflowIdOf(flow, { id: row.id, runNo: 2 });
    expect(starter.started).toEqual([workflowId]);
    expect(await rowOf(flow, row.id).first('status', 'runNo', 'workflowId')).toEqual({
      status: FLOWS[flow].open[0],
      runNo: 2,
      workflowId,
    });
  });

  test.each(FLOW_NAMES)('does as it is decided with a row of %s whose workflow ended without it', async (flow) => {
    const row = await dueRow(flow, 'processing');
    const { report, starter } = await pass(row, 'closed');
    const { whenEnded } = DECIDED[flow];
    expect(report).toEqual({ ...NOTHING, [whenEnded]: 1 });
    expect(starter.started).toEqual(whenEnded === 'failed' ? [] : [workflowIdOf(flow, { id: row.id, runNo: 2 })]);
    const { status, finishedAt } = await rowOf(flow, row.id).first('status', 'finishedAt');
    expect([status, finishedAt]).toEqual(
      whenEnded === 'failed' ? ['failed', expect.any(Date)] : [FLOWS[flow].open[0], null],
    );
  });

  test.each(FLOW_NAMES)('looks at rows of %s for those for whom it works', async (flow) => {
    const row = await dueRow(flow);
    await services.db('users').where({ id: userId }).update({ status: 'suspended' });
    const { report } = await pass(row, 'not-found');
    expect(report.started).toBe(DECIDED[flow].works === 'always' ? 1 : 0);
  });
});

describe('a request to be erased', () => {
  const leave = async () => {
    const passwords = createPasswords({ memoryKib: 8192, passes: 1 });
    await services
      .db('users')
      .where({ id: userId })
      .update({ passwordHash: await passwords.hash('a password') });
    const { id: sessionId } = await buildSession(services.db, { userId });
    const limiterTime = createTimeBudget(500);
    const deps = {
      ...services,
      db: services.db,
      passwords,
      google: null,
      erasureGraceDays: 7,
      proofThrottle: unlimitedProofs,
    };
    await requestErasure(deps, { userId, sessionId, proof: { password: 'a password' }, limiterTime });
  };

  const open = FLOW_NAMES.filter((flow) => flow !== 'eraseAccount').flatMap((flow) => [
    { flow, state: 'queued' as const },
    { flow, state: 'processing' as const },
  ]);
  test.each(open)('does as it is decided with work of $flow that is $state', async ({ flow, state }) => {
    const { id, status, workflowId } = await dueRow(flow, state);
    await leave();
    const isCancelled = DECIDED[flow].atErasure === 'cancelled';
    const row = await rowOf(flow, id).first();
    expect(row.status).toBe(isCancelled ? 'cancelled' : status);
    expect(Boolean(row.cancelRequestedAt && row.finishedAt)).toBe(isCancelled);
    expect(services.starter.cancelled).toEqual(isCancelled ? [workflowId] : []);
  });

  test('starts the erasure, which no request cancels', async () => {
    await leave();
    const { id, status } = await services.db('erasures').first();
    expect(status).toBe('queued');
    expect(services.starter.started).toContain(`erase:${id}:1`);
    expect(services.starter.cancelled).toEqual([]);
  });

  test('lets a mail out by which its owner may come back', async () => {
    const { id } = await buildMail(services.db, { userId, status: 'queued', kind: 'reset-password' });
    const other = await buildMail(services.db, { userId, status: 'queued', kind: 'google-linked' });
    await leave();
    const states = await services.db('mails').whereIn('id', [id, other.id]).select('id', 'status');
    expect(new Map(states.map((mail) => [mail.id, mail.status]))).toEqual(
      new Map([
        [id, 'queued'],
        [other.id, 'cancelled'],
      ]),
    );
  });

  test("touches nobody else's work", async () => {
    const { id: other } = await buildStudent(services.db);
    const rows = await Promise.all(
      FLOW_NAMES.map(
        async (flow) => [flow, ((await buildOpenRow(flow, services.db, { userId: other })) as RunEntity).id] as const,
      ),
    );
    await leave();
    for (const [flow, id] of rows) expect((await rowOf(flow, id).first()).finishedAt).toBeNull();
  });
});
