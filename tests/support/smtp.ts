import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { eventually } from './eventually.js';

/** A mail that arrived, and to whom the sender said it should go. */
export interface ReceivedMail extends ParsedMail {
  recipients: string[];
  sender: string;
  /** As it came. */
  source: string;
}

/** A real mail server on loopback. */
export interface TestSmtp {
  /** For SMTP_URL. */
  url: string;
  /** Every mail that was taken, in order. */
  mails: ReceivedMail[];
  /** Waits for the mails of an address, until there are so many with this subject. */
  arrived(address: string, subject: RegExp, count?: number): Promise<ReceivedMail[]>;
  /** From now on answers this code to RCPT TO, or to what comes after the mail; undefined takes everything again. */
  refuse(code: number | undefined, at?: 'recipient' | 'data'): void;
  close(): Promise<void>;
}

/** Starts a mail server that takes mails for anybody. */
export async function startSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp> {
  const mails: ReceivedMail[] = [];
  let refusal: { code: number; at: 'recipient' | 'data' } | undefined;
  const refused = (at: 'recipient' | 'data') =>
    refusal?.at === at ? Object.assign(new Error('refused here'), { responseCode: refusal.code }) : null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) => callback(refused('recipient')),
    onData(stream, { envelope }, callback) {
      readAll(stream)
        .then(async (source) => {
          if (refused('data')) return;
          const parsed = await simpleParser(source);
          const recipients = envelope.rcptTo.map(({ address }) => address);
          mails.push({ ...parsed, recipients, sender: envelope.mailFrom ? envelope.mailFrom.address : '', source });
        })
        .then(() => callback(refused('data')), callback);
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    arrived: (address, subject, count = 1) =>
      eventually(async () => {
        const found = mails.filter((mail) => mail.recipients.includes(address) && subject.test(mail.subject ?? ''));
        return found.length >= count ? found : undefined;
      }),
    refuse(code, at = 'recipient') {
      refusal = code === undefined ? undefined : { code, at };
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The one-time code in a mail's text. @throws Error when there is none. */
export function codeIn({ text = '' }: { text?: string | undefined }): string {
  const code = /(?:^|[\s=])([\w-]{43})(?:\s|$)/.exec(text)?.[1];
  if (!code) throw new Error(`no code in: ${text}`);
  return code;
}
