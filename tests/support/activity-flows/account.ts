import { originalKey } from '../../../domain/object-keys.js';
import type { Activities } from '../../../temporal-config/create-activities.js';
import { buildErasure, buildExport, buildMail, buildStudent } from '../factories/index.js';
import { putObject } from '../objects.js';
import type { TestData } from '../test-data.js';
import { materialToSearch, TEXT } from './made-materials.js';
import { type ActivityFlows, prepare, stepsOf } from './steps.js';

export const ACCOUNT_FLOWS: ActivityFlows = {
  sendMail: async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const { id } = await buildMail(data.db, { userId, status: 'queued' });
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [step('claimRun', () => ({ ...run, flow: 'sendMail' })), step('deliverMail', () => run)];
  },

  exportAccount: async ({ data, activities }) => {
    const { run, step, writing } = await queuedExport(data, activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'exportAccount' })),
      writing.step,
      step('finishExport', () => ({ ...run, ...writing.written })),
    ];
  },

  'exportAccount that fails': async ({ data, activities }) => {
    const { run, step, writing } = await queuedExport(data, activities);
    return [
      prepare(step('claimRun', () => ({ ...run, flow: 'exportAccount' }))),
      prepare(writing.step),
      step('endExport', () => ({ ...run, end: { status: 'failed', failure: 'Unexpected' } })),
    ];
  },

  eraseAccount: async ({ data, activities }) => {
    const { run, step } = await beginningErasure(data, activities);
    return [
      step('claimErasure', () => run),
      step('beginErasure', () => run),
      step('removeFiles', () => run),
      step('removeRows', () => ({ ...run, pass: 'first' })),
      step('removeRows', () => ({ ...run, pass: 'last' })),
      step('finishErasure', () => run),
    ];
  },

  'eraseAccount with its runs': async ({ data, activities }) => {
    const { run, step } = await beginningErasure(data, activities);
    return [
      prepare(step('claimErasure', () => run)),
      prepare(step('beginErasure', () => run)),
      step('removeRuns', () => run),
    ];
  },
};

async function queuedExport(data: TestData, activities: Activities) {
  const { ownerId: userId } = await materialToSearch(data, 'ready');
  const { id } = await buildExport(data.db, { userId, status: 'queued' });
  const run = { id, runNo: 1 };
  const step = stepsOf(activities);
  const writing = {
    written: { writeNo: 0, bytes: 0 },
    step: step(
      'writeExport',
      () => run,
      (written) => {
        writing.written = written;
      },
    ),
  };
  return { run, step, writing };
}

/** An erasure whose time of grace is over. */
async function beginningErasure(data: TestData, activities: Activities) {
  const { ownerId: userId, chunk } = await materialToSearch(data, 'ready');
  await putObject(data.config, originalKey(chunk.materialId), Buffer.from(TEXT));
  await data.db('users').where({ id: userId }).update({ status: 'erasing' });
  const { id } = await buildErasure(data.db, { userId, status: 'queued', eraseAt: new Date(0) });
  return { run: { id, runNo: 1 }, step: stepsOf(activities) };
}
