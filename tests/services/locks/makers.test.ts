import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { requestExport } from '../../../services/account/export/request-export.js';
import { onboard } from '../../../services/account/onboard.js';
import { replaceAvatar } from '../../../services/account/replace-avatar.js';
import { updateProfile } from '../../../services/account/update-profile.js';
import { issueCode } from '../../../services/auth/one-time-codes.js';
import { resendVerification } from '../../../services/auth/resend-verification.js';
import { verifyEmail } from '../../../services/auth/verify-email.js';
import { cancelMaterial } from '../../../services/materials/cancel-material.js';
import { deleteMaterial } from '../../../services/materials/delete-material.js';
import { queueUpload } from '../../../services/materials/queue-upload.js';
import { renameMaterial } from '../../../services/materials/rename-material.js';
import { retryMaterial } from '../../../services/materials/retry-material.js';
import { uploadMaterial } from '../../../services/materials/upload-material.js';
import { askQuestion } from '../../../services/questions/ask-question.js';
import { cancelQuestion } from '../../../services/questions/cancel-question.js';
import { deleteThread } from '../../../services/questions/delete-thread.js';
import { giveFeedback } from '../../../services/questions/give-feedback.js';
import { retryQuestion } from '../../../services/questions/retry-question.js';
import { lockActiveUserForShare, lockActiveUserForUpdate } from '../../../services/shared/active-user.js';
import { withIdempotencyKey } from '../../../services/shared/idempotency.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildMaterial, buildQuestion } from '../../support/factories/index.js';
import { FREE_AI } from '../../support/free-ai.js';
import { isHeld, whileLocked } from '../../support/locks.js';
import { tableContents } from '../../support/table-contents.js';
import { useTestServices } from '../../support/test-services.js';
import { useTestStorage } from '../../support/test-storage.js';

const services = useTestServices();
const { storage } = useTestStorage();
const CLOSED = { type: 'account-closed' };
let caller: Caller;
let userId: string;
beforeEach(async () => {
  await services.db('users').delete();
  caller = await buildCaller(services.db);
  ({ userId } = caller);
});

const deps = () => ({
  ...services,
  db: services.db,
  storage,
  maxBytes: 1_000,
  quota: { files: 10, bytes: 1_000, chunks: 10, pagesPerDay: 10 },
  ...FREE_AI,
});
const asking = {
  question: 'Why is the sky blue?',
  materialIds: [],
  lessonsAllowed: false,
  generalAllowed: false,
  idempotent: undefined,
};
const uploading = () => ({
  caller,
  file: Readable.from([Buffer.from('%PDF-1.7 of nothing')]),
  named: async () => ({ title: 'Notes' }),
  idempotent: undefined,
});
const never = new AbortController().signal;
const profile = {
  displayName: 'Ada',
  grade: null,
  locale: 'en',
  timeZone: 'UTC',
  boardVisibility: 'friends',
} as const;

/** What somebody makes or changes: what there is before, and the act. */
type Maker = [name: string, arrange: () => Promise<() => Promise<unknown>>];

const MAKERS: Maker[] = [
  ['uploadMaterial', async () => () => uploadMaterial(deps(), uploading(), never)],
  [
    'queueUpload',
    async () => {
      const row = { ownerId: userId, status: 'uploading', bytes: null, sha256: null, title: '' } as const;
      const { id: materialId } = await buildMaterial(services.db, row);
      const stored = { materialId, caller, title: 'Notes', bytes: 1, sha256: randomBytes(32).toString('hex') };
      return () => queueUpload(deps(), { ...stored, lease: undefined });
    },
  ],
  [
    'retryMaterial',
    async () => {
      const { id: materialId } = await buildMaterial(services.db, { ownerId: userId, status: 'failed' });
      return () => retryMaterial(deps(), { caller, materialId });
    },
  ],
  ['askQuestion', async () => () => askQuestion(deps(), { ...asking, caller })],
  [
    'retryQuestion',
    async () => {
      const { id: questionId } = await buildQuestion(services.db, { userId, status: 'failed' });
      return () => retryQuestion(deps(), { caller, questionId });
    },
  ],
  [
    'giveFeedback',
    async () => {
      const { id: questionId } = await buildQuestion(services.db, { userId });
      return () => giveFeedback(deps(), { caller, questionId, verdict: 'helpful', comment: null });
    },
  ],
  ['requestExport', async () => () => requestExport(deps(), { caller, idempotent: undefined })],
  [
    'the lease of an idempotent request',
    async () => () => requestExport(deps(), { caller, idempotent: { userId, route: 'POST /x', key: 'k' } }),
  ],
  ['onboard', async () => () => onboard(deps(), { caller, answers: { goals: ['pass'] } })],
  ['replaceAvatar', async () => () => replaceAvatar(deps(), { caller, avatarId: randomUUID() })],
  ['updateProfile', async () => () => updateProfile(deps(), { caller, versions: undefined, fields: profile })],
  ['resendVerification', async () => () => resendVerification(deps(), caller)],
  [
    'renameMaterial',
    async () => {
      const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
      return () => renameMaterial(deps(), { caller, materialId, title: 'Renamed', topic: null });
    },
  ],
  [
    'cancelMaterial',
    async () => {
      const { id: materialId } = await buildMaterial(services.db, { ownerId: userId, status: 'queued' });
      return () => cancelMaterial(deps(), { caller, materialId });
    },
  ],
  [
    'deleteMaterial',
    async () => {
      const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
      return () => deleteMaterial(deps(), { caller, materialId });
    },
  ],
  [
    'cancelQuestion',
    async () => {
      const { id: questionId } = await buildQuestion(services.db, { userId, status: 'queued' });
      return () => cancelQuestion(deps(), { caller, questionId });
    },
  ],
  [
    'deleteThread',
    async () => {
      const { threadId } = await buildQuestion(services.db, { userId });
      return () => deleteThread(deps(), { caller, threadId });
    },
  ],
];

describe.each(MAKERS)('%s', (_name, arrange) => {
  test('waits for whoever changes the account, and makes nothing for one that is being left', async () => {
    const act = await arrange();
    const before = await tableContents(services.db);
    const users = services.db('users').where({ id: userId });
    const made = whileLocked(services.db, (trx) => users.clone().transacting(trx).update({ status: 'erasing' }), act);
    await expect(made).rejects.toMatchObject(CLOSED);
    await users.clone().update({ status: 'active' });
    expect(await tableContents(services.db)).toEqual(before);
    expect(services.starter.started).toEqual([]);
  });

  test('is done when nothing becomes of that', async () => {
    const act = await arrange();
    await whileLocked(services.db, (trx) => trx('users').where({ id: userId }).forUpdate(), act);
  });

  test('waits for whoever ends the session, and makes nothing in one that was ended', async () => {
    const act = await arrange();
    const before = await tableContents(services.db);
    const session = services.db('sessions').where({ id: caller.sessionId });
    const end = { revokedAt: services.clock() };
    const made = whileLocked(services.db, (trx) => session.clone().transacting(trx).update(end), act);
    await expect(made).rejects.toMatchObject({ type: 'unauthenticated' });
    await session.clone().update({ revokedAt: null });
    expect(await tableContents(services.db)).toEqual(before);
    expect(services.starter.started).toEqual([]);
  });
});

describe('a code of a mail', () => {
  test('waits for whoever changes the account, and proves nothing for one that is being left', async () => {
    const made = { kind: 'verify-email', userId, lifeMinutes: 30, now: services.clock() } as const;
    const code = await issueCode(made, services.db);
    const verified = whileLocked(
      services.db,
      (trx) => trx('users').where({ id: userId }).update({ status: 'erasing' }),
      () => verifyEmail(deps(), { code }),
    );
    await expect(verified).rejects.toMatchObject(CLOSED);
    expect(await services.db('users').where({ id: userId }).first('emailVerifiedAt')).toEqual({
      emailVerifiedAt: null,
    });
    expect(await services.db('one_time_codes').first('usedAt')).toEqual({ usedAt: null });
  });
});

describe('what is refused for an account that is being left is refused before', () => {
  const leave = (trx: Knex) => trx('users').where({ id: userId }).update({ status: 'erasing' });

  test('any byte of an upload is stored', async () => {
    let puts = 0;
    const put: typeof storage.put = async (...args) => {
      puts += 1;
      return storage.put(...args);
    };
    const uploaded = whileLocked(services.db, leave, () =>
      uploadMaterial({ ...deps(), storage: { ...storage, put } }, uploading(), never),
    );
    await expect(uploaded).rejects.toMatchObject(CLOSED);
    expect(puts).toBe(0);
  });

  test('the work under an idempotency key is begun', async () => {
    let begun = 0;
    const work = { first: async () => ++begun, fingerprint: async () => 'f', repeat: () => 0 };
    const ran = whileLocked(services.db, leave, () =>
      withIdempotencyKey(services, { userId, route: 'POST /x', key: 'k' }, work),
    );
    await expect(ran).rejects.toMatchObject(CLOSED);
    expect(begun).toBe(0);
  });
});

describe("a user's row", () => {
  test('is shared by those who make something, and held against whoever changes it', async () => {
    const row = services.db('users').where({ id: userId });
    await services.db.transaction(async (one) => {
      await lockActiveUserForShare(userId, one);
      await services.db.transaction(async (other) => {
        await other.raw(`SET LOCAL lock_timeout = '1ms'`);
        await lockActiveUserForShare(userId, other);
      });
      expect(await isHeld(row)).toBe(true);
    });
    expect(await isHeld(row)).toBe(false);
  });

  test('is held alone by whoever changes it, and not against rows that refer to it', async () => {
    await services.db.transaction(async (one) => {
      expect(await lockActiveUserForUpdate(userId, one)).toMatchObject({ id: userId, status: 'active' });
      const others = services.db('users').where({ id: userId });
      await expect(others.clone().forShare().noWait()).rejects.toMatchObject({ code: '55P03' });
      await others.clone().forKeyShare().noWait();
    });
  });

  test.each(['suspended', 'erasing', 'erased'])('of an account that is %s is refused', async (status) => {
    await services.db('users').where({ id: userId }).update({ status });
    for (const lock of [lockActiveUserForShare, lockActiveUserForUpdate]) {
      const locked = services.db.transaction(async (trx) => void (await lock(userId, trx)));
      await expect(locked).rejects.toMatchObject(CLOSED);
    }
  });
});
