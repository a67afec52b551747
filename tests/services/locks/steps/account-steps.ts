import type { ErasureActivities } from '../../../../activities/erasures.js';
import type { createExportActivities } from '../../../../activities/exports.js';
import type { createMailActivities } from '../../../../activities/mails.js';
import { exportKey } from '../../../../domain/object-keys.js';
import { beginErasure, claimErasure } from '../../../../services/account/erasure/begin-erasure.js';
import { finishErasure } from '../../../../services/account/erasure/finish-erasure.js';
import { removeFiles } from '../../../../services/account/erasure/remove-files.js';
import { removeRows } from '../../../../services/account/erasure/remove-rows.js';
import { removeRuns } from '../../../../services/account/erasure/remove-runs.js';
import { finishExport } from '../../../../services/account/export/finish-export.js';
import { writeExport } from '../../../../services/account/export/write-export.js';
import { deliverMail } from '../../../../services/mail/deliver-mail.js';
import { buildErasure, buildExport, buildMail } from '../../../support/factories/index.js';
import { type Steps, type StepTests, signal } from './use-steps.js';

/** `endExport` ends the row as every flow does, and leaves it to the next run without a word. */
type AccountStep =
  | keyof ErasureActivities
  | Exclude<keyof ReturnType<typeof createExportActivities>, 'endExport'>
  | keyof ReturnType<typeof createMailActivities>;

const silently = () => {};

/** Steps of exportAccount, sendMail and eraseAccount. */
export function accountSteps({ tests, services, storage, put, deps }: StepTests): Steps<AccountStep> {
  const anExport = async () => {
    const { userId } = tests;
    const run = await buildExport(services.db, { userId, status: 'processing', writeNo: 1 });
    await put(exportKey({ userId, id: run.id, writeNo: 1 }), Buffer.from('zip'));
    return run;
  };
  /** Storage that waits at the first object: a report cannot, and the next table is asked for when the row is changed. */
  const waitingStorage = () => {
    let puts = 0;
    return {
      ...storage,
      put: async (...[key, stream, options]: Parameters<typeof storage.put>) => {
        if (puts++ === 0) await tests.meanwhile();
        return storage.put(key, stream, options);
      },
    };
  };

  const erasure = (phase: 'grace' | 'removing') => async () => {
    const { userId } = tests;
    const status = phase === 'grace' ? 'erasing' : 'erased';
    await services.db('users').where({ id: userId }).update({ status });
    const receipt = phase === 'grace' ? null : {};
    return buildErasure(services.db, { userId, status: 'processing', phase, eraseAt: new Date(0), receipt });
  };
  const removing = { flow: 'eraseAccount', arrange: erasure('removing') } as const;
  const removal = () => ({ ...deps(), runs: { list: async () => [], remove: async () => true } });

  return {
    writeExport: {
      ...{ flow: 'exportAccount', arrange: anExport, waits: true },
      act: (run) => writeExport({ ...deps(), storage: waitingStorage() }, { ...run, report: silently }, signal),
    },
    finishExport: {
      ...{ flow: 'exportAccount', arrange: anExport },
      act: (run) => finishExport(deps(), { ...run, writeNo: 1, bytes: 3 }),
    },
    deliverMail: {
      ...{ flow: 'sendMail', waits: true },
      arrange: () => buildMail(services.db, { userId: tests.userId, status: 'processing' }),
      act: (run) =>
        deliverMail({ ...deps(), mails: { send: () => tests.meanwhile(), close: async () => {} } }, run, signal),
    },
    claimErasure: { flow: 'eraseAccount', arrange: erasure('grace'), act: (run) => claimErasure(deps(), run) },
    beginErasure: { flow: 'eraseAccount', arrange: erasure('grace'), act: (run) => beginErasure(deps(), run) },
    removeRuns: { ...removing, act: (run) => removeRuns(removal(), { ...run, report: silently }, signal) },
    removeFiles: { ...removing, act: (run) => removeFiles(deps(), run, signal) },
    removeRows: {
      ...removing,
      act: (run) => removeRows(deps(), { ...run, pass: 'first', report: silently }, signal),
    },
    finishErasure: { ...removing, act: (run) => finishErasure(deps(), run) },
  };
}
