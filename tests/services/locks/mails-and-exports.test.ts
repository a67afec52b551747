import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { cancelExportOf, retryExportOf } from '../../../services/account/export/retry-or-cancel-export.js';
import { cancelMailOf, retryMailOf } from '../../../services/mail/retry-or-cancel-mail.js';
import { inTransaction } from '../../../services/runs/in-transaction.js';
import { buildExport, buildMail, buildStudent } from '../../support/factories/index.js';
import { whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  userId = (await buildStudent(services.db)).id;
});

type Status = 'failed' | 'processing';

const KINDS = [
  {
    ...{ what: 'a mail', table: 'mails', retry: retryMailOf, cancel: cancelMailOf },
    build: (status: Status) => buildMail(services.db, { userId, status }),
    done: { status: 'sent' },
  },
  {
    ...{ what: 'an export', table: 'exports', retry: retryExportOf, cancel: cancelExportOf },
    build: (status: Status) => buildExport(services.db, { userId, status }),
    done: { status: 'ready', bytes: 12, expiresAt: new Date() },
  },
] as const;

describe.each(KINDS)('$what that somebody holds is waited for', ({ table, retry, cancel, build, done }) => {
  const rowOf = (id: string, trx: Knex = services.db) => trx(table).where({ id });
  const ask = (what: typeof retry | typeof cancel, id: string) =>
    inTransaction(services, (trx, after) => what(services, { userId, id }, after, trx));

  test('by a second retry, which leaves the run of the first alone', async () => {
    const { id } = await build('failed');
    const queued = { status: 'queued', failure: null, runNo: 2, finishedAt: null };
    await whileLocked(
      services.db,
      (trx) => rowOf(id, trx).update(queued),
      () => ask(retry, id),
    );
    expect(await rowOf(id).first('status', 'runNo')).toEqual({ status: 'queued', runNo: 2 });
    expect(services.starter.started).toEqual([]);
  });

  test('by a cancel, which comes too late for a run that ends', async () => {
    const { id } = await build('processing');
    const end = { ...done, finishedAt: services.clock(), nextCheckAt: null };
    const cancelled = whileLocked(
      services.db,
      (trx) => rowOf(id, trx).update(end),
      () => ask(cancel, id),
    );
    await expect(cancelled).rejects.toMatchObject({ type: 'not-running' });
    expect(await rowOf(id).first('status')).toEqual({ status: done.status });
    expect(services.starter.cancelled).toEqual([]);
  });
});
