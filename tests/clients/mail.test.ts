import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { createMailTransport } from '../../clients/mail/index.js';
import type { OutgoingMail } from '../../clients/mail/transport.js';
import { startSmtp, type TestSmtp } from '../support/smtp.js';
import { startTcpProxy } from '../support/tcp-proxy.js';

const MAIL_FROM = 'Scholium <no-reply@scholium.example>';
const mail = (overrides: Partial<OutgoingMail> = {}): OutgoingMail => ({
  id: '0190163d-8694-739b-aea5-966c26f8ad91',
  kind: 'verify-email',
  queuedAt: new Date('2030-05-06T07:08:09.123Z'),
  to: 'ada@example.org',
  subject: 'A subject',
  text: 'Grüße,\n.\nand a line with a dot.\n',
  html: '<p>Grüße</p>',
  ...overrides,
});
const REFUSED = { type: 'MailRefused' };
const UNAVAILABLE = { type: 'MailUnavailable' };

/** Ways to smuggle a second recipient, a name or a header in by the address. */
const HOSTILE = [
  'ada@example.org\r\nBcc: eve@example.org',
  'ada@example.org\nSubject: other',
  'ada@example.org, eve@example.org',
  'ada@example.org;eve@example.org',
  'Eve <eve@example.org>',
  '<ada@example.org>',
  'ada@example.org>\r\nRCPT TO:<eve@example.org',
  'group:eve@example.org;',
  '"a b"@example.org',
  'ada@example.org\0',
  'nobody',
  '',
];

describe('by SMTP', () => {
  let smtp: TestSmtp;
  beforeAll(async () => {
    smtp = await startSmtp();
  });
  afterEach(() => {
    smtp.refuse(undefined);
    smtp.mails.length = 0;
  });
  afterAll(() => smtp.close());

  const send = async (one: OutgoingMail, url = smtp.url) => {
    const transport = createMailTransport({ SMTP_URL: url, MAIL_FROM, MAIL_FOLDER: '/nowhere' });
    await transport.send(one).finally(() => transport.close());
  };

  test('a mail arrives as it was written, from MAIL_FROM, as text and as HTML', async () => {
    await send(mail());
    const [got] = smtp.mails;
    expect(smtp.mails).toHaveLength(1);
    expect(got).toMatchObject({
      recipients: ['ada@example.org'],
      sender: 'no-reply@scholium.example',
      subject: 'A subject',
      attachments: [],
    });
    expect(got?.from?.text).toBe('"Scholium" <no-reply@scholium.example>');
    expect(got?.text?.trim()).toBe('Grüße,\n.\nand a line with a dot.');
    expect(got?.html).toContain('<p>Grüße</p>');
  });

  test('it says that a machine wrote it, and carries the same id at every try', async () => {
    await send(mail());
    await send(mail());
    expect(smtp.mails.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<${mail().id}@scholium.example>`));
    expect(smtp.mails[0]?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  test.each(HOSTILE)('%j is no address that a mail goes to', async (to) => {
    await expect(send(mail({ to }))).rejects.toMatchObject(REFUSED);
    expect(smtp.mails).toEqual([]);
  });

  test('lines in a subject add no header and no recipient', async () => {
    await send(mail({ subject: 'Hello\r\nBcc: eve@example.org\r\nX-Evil: 1\r\n\r\n<b>body</b>' }));
    const [got] = smtp.mails;
    expect(got?.recipients).toEqual(['ada@example.org']);
    expect(got?.headers.has('bcc')).toBe(false);
    expect(got?.headers.has('x-evil')).toBe(false);
    expect(got?.text).toContain('Grüße');
  });

  test('a path or an address in the text is sent as text, and never read', async () => {
    await send(mail({ text: '/etc/passwd', html: 'http://127.0.0.1:1/' }));
    expect(smtp.mails[0]?.text?.trim()).toBe('/etc/passwd');
    await expect(send(mail({ text: { path: '/etc/passwd' } as unknown as string }))).rejects.toThrow();
    expect(smtp.mails).toHaveLength(1);
  });

  test.each([
    [550, 'recipient', REFUSED],
    [552, 'data', REFUSED],
    [450, 'recipient', UNAVAILABLE],
    [451, 'data', UNAVAILABLE],
    [421, 'recipient', UNAVAILABLE],
  ] as const)('%i to the %s: %j', async (code, at, failure) => {
    smtp.refuse(code, at);
    const error: unknown = await send(mail()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(failure);
    expect(String((error as Error).stack)).not.toContain('ada@example.org');
    expect(smtp.mails).toEqual([]);
  });

  test('a login or a sender that the server refuses is ours to fix, so the mail waits', async () => {
    const strict = await startSmtp({
      authOptional: false,
      onAuth: (_auth, _session, callback) => callback(new Error('no')),
    });
    await expect(send(mail(), strict.url.replace('//', '//user:wrong@'))).rejects.toMatchObject(UNAVAILABLE);
    await expect(send(mail(), strict.url)).rejects.toMatchObject(UNAVAILABLE);
    await strict.close();
    const picky = await startSmtp({
      onMailFrom: (_address, _session, callback) =>
        callback(Object.assign(new Error('not you'), { responseCode: 553 })),
    });
    await expect(send(mail(), picky.url)).rejects.toMatchObject(UNAVAILABLE);
    await picky.close();
  });

  test('a server that is not there is unavailable', async () => {
    await expect(send(mail(), 'smtp://127.0.0.1:9')).rejects.toMatchObject(UNAVAILABLE);
  });

  test('one that never greets is given up after 10 seconds, and at once when the work is cancelled', async () => {
    const proxy = await startTcpProxy('127.0.0.1:9');
    await proxy.set('black-hole');
    const transport = createMailTransport({
      SMTP_URL: `smtp://${proxy.address}`,
      MAIL_FROM,
      MAIL_FOLDER: '/nowhere',
    });
    const started = Date.now();
    const cancelled = new AbortController();
    const both = [transport.send(mail()), transport.send(mail(), cancelled.signal)] as const;
    cancelled.abort(new Error('cancelled'));
    await expect(both[1]).rejects.toThrow('cancelled');
    expect(Date.now() - started).toBeLessThan(5_000);
    await expect(both[0]).rejects.toMatchObject(UNAVAILABLE);
    expect(Date.now() - started).toBeLessThan(25_000);
    await transport.close();
    await proxy.close();
  });
});

describe('into files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'scholium-mails-')), 'mail');
  });
  afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

  const transport = () => createMailTransport({ MAIL_FROM, MAIL_FOLDER: folder });
  const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

  test('a mail becomes one file that is named by time, kind and id, and that nobody else may read', async () => {
    await transport().send(mail());
    expect(await readdir(folder)).toEqual([`2030-05-06T07-08-09.123Z-verify-email-${mail().id}.eml`]);
    const file = join(folder, (await readdir(folder))[0] ?? '');
    expect([await modeOf(folder), await modeOf(file)]).toEqual(['700', '600']);
    const parsed = await simpleParser(await readFile(file));
    expect(parsed).toMatchObject({ subject: 'A subject', messageId: `<${mail().id}@scholium.example>` });
    expect(parsed.text).toContain('Grüße');
  });

  test('a link stands in it in one piece', async () => {
    const link = `https://app.scholium.example/reset-password#code=${'a'.repeat(43)}`;
    await transport().send(mail({ id: 'with-link', text: `Hello,\n\n${link}\n\nScholium\n` }));
    const [file = ''] = (await readdir(folder)).filter((name) => name.includes('with-link'));
    expect(await readFile(join(folder, file), 'utf8')).toContain(`\n${link}\n`);
  });

  test('sent again it replaces itself, also twenty times at once, and leaves no half of a file', async () => {
    await Promise.all(Array.from({ length: 20 }, () => transport().send(mail({ id: 'again' }))));
    const files = (await readdir(folder)).filter((name) => name.includes('again'));
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(/\.eml$/);
  });

  test.each(HOSTILE)('%j is no address that a mail goes to', async (to) => {
    await expect(transport().send(mail({ id: 'hostile', to }))).rejects.toMatchObject(REFUSED);
    expect((await readdir(folder)).join()).not.toContain('hostile');
  });

  test('a folder that cannot be written throws', async () => {
    const file = join(folder, '..', 'a-file');
    await writeFile(file, '');
    const blocked = createMailTransport({ MAIL_FROM, MAIL_FOLDER: join(file, 'mail') });
    await expect(blocked.send(mail())).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
