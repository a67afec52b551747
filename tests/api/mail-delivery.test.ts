import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { createMailTransport } from '../../clients/mail/index.js';
import type { MailTransport } from '../../clients/mail/transport.js';
import { deliverMail } from '../../services/mail/deliver-mail.js';
import { queueMail } from '../../services/mail/queue-mail.js';
import type { AfterCommit } from '../../services/runs/in-transaction.js';
import type { WorkflowStart } from '../../services/shared/ports.js';
import { ended } from '../support/ended.js';
import { postTo } from '../support/http.js';
import { codeIn, startSmtp, type TestSmtp } from '../support/smtp.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const VERIFY = /^Confirm your e-mail/;

/** No worker runs here: tests deliver, and the mails of sign-ups stay queued. */
let smtp: TestSmtp;
let app: TestApp;
beforeAll(async () => {
  smtp = await startSmtp();
  app = await startTestApp({ SMTP_URL: smtp.url });
});
afterAll(async () => {
  await app?.close();
  await smtp?.close();
});

const verify = (code: string) => postTo(app, '/auth/email/verify', { code });

const signal = new AbortController().signal;
/** A mail whose run has begun, with nobody at work on it. */
const claimed = async (student: Student) => {
  const after: AfterCommit = { start: [], cancel: [] };
  const mail = { userId: student.id, kind: 'verify-email' } as const;
  await app.db.transaction((trx) => queueMail(mail, app.clock(), after, trx));
  const { id, runNo } = (after.start[0] as WorkflowStart).input;
  await app.db('mails').where({ id }).update({ status: 'processing', nextCheckAt: null });
  return { id, runNo };
};

describe('delivering', () => {
  const deps = (mails: MailTransport) => ({ ...app, mails, appUrl: undefined, publicUrl: 'https://api.example.org' });
  const stateOf = ({ id }: { id: string }) => app.db('mails').where({ id }).first('status', 'failure');

  test('again after a crash between sending and saying so is told by the same Message-ID, and both codes work', async () => {
    const student = await createStudent(app);
    const run = await claimed(student);
    const real = createMailTransport(app.config);
    const crashes: MailTransport = {
      ...real,
      async send(mail) {
        await real.send(mail);
        throw new Error('crash');
      },
    };
    await expect(deliverMail(deps(crashes), run, signal)).rejects.toThrow('crash');
    expect(await deliverMail(deps(real), run, signal)).toBe('sent');
    await real.close();
    const twice = await smtp.arrived(student.email, VERIFY, 2);
    expect(twice.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<${run.id}@scholium.local>`));
    expect((await verify(codeIn(twice[0] ?? {}))).status).toBe(204);
    expect((await verify(codeIn(twice[1] ?? {}))).status).toBe(204);
  });

  test('a run that was superseded while it sent writes nothing; one that was before sends nothing', async () => {
    const student = await createStudent(app);
    const run = await claimed(student);
    let sent = 0;
    const cancelsMeanwhile: MailTransport = {
      close: async () => {},
      async send() {
        sent += 1;
        await app.db('mails').where({ id: run.id }).update(ended('cancelled'));
      },
    };
    for (const _try of [1, 2])
      await expect(deliverMail(deps(cancelsMeanwhile), run, signal)).rejects.toMatchObject({ type: 'Superseded' });
    expect(sent).toBe(1);
    expect(await stateOf(run)).toEqual({ status: 'cancelled', failure: null });
  });

  test('holds no transaction while it sends', async () => {
    const student = await createStudent(app);
    const run = await claimed(student);
    const looks: MailTransport = {
      close: async () => {},
      async send() {
        // Both would wait for ever on a lock that is held meanwhile.
        await app.db('users').where({ id: student.id }).forUpdate().first();
        await app.db('mails').where({ id: run.id }).update({ updatedAt: new Date() });
      },
    };
    expect(await deliverMail(deps(looks), run, signal)).toBe('sent');
  });

  test('skips a mail that is not needed any more', async () => {
    const student = await createStudent(app);
    const run = await claimed(student);
    await app.db('users').where({ id: student.id }).update({ emailVerifiedAt: new Date() });
    const never: MailTransport = { close: async () => {}, send: () => Promise.reject(new Error('sent')) };
    expect(await deliverMail(deps(never), run, signal)).toBe('skipped');
    expect(await app.db('one_time_codes').where({ userId: student.id }).whereNull('usedAt')).toEqual([]);
  });
});

test('without a mail server the mail is a file in MAIL_FOLDER, whose code works', async () => {
  const student = await createStudent(app);
  const run = await claimed(student);
  const files = createMailTransport({ ...app.config, SMTP_URL: undefined });
  const deps = { ...app, mails: files, appUrl: 'https://app.example', publicUrl: 'https://api.example.org' };
  expect(await deliverMail(deps, run, signal)).toBe('sent');
  const [file = ''] = (await readdir(app.config.MAIL_FOLDER)).filter((name) => name.includes(run.id));
  const mail = await simpleParser(await readFile(join(app.config.MAIL_FOLDER, file)));
  expect(mail.text).toContain('https://app.example/verify-email#code=');
  expect((await verify(codeIn(mail))).status).toBe(204);
  expect(await app.db('users').where({ id: student.id }).whereNotNull('emailVerifiedAt')).toHaveLength(1);
});
