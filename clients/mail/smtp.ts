import { createTransport, type NodemailerError } from 'nodemailer';
import { Failure } from '../../domain/runs/failures.js';
import { DeadlineExceeded, withDeadline } from '../../lib/deadline.js';
import { toMessage } from './message.js';
import type { MailTransport } from './transport.js';

const STEP_MS = 10_000;
const WHOLE_MS = 60_000;

/**
 * Sends by SMTP, on a connection for each mail: they are few.
 * @param url `smtp://` (STARTTLS where offered; `?requireTLS=true` insists) or `smtps://`, with user and password
 */
export function createSmtpTransport({ url, from }: { url: string; from: string }): MailTransport {
  const transport = createTransport({
    url,
    dnsTimeout: STEP_MS,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail, signal) {
      const message = toMessage(mail, from);
      try {
        await withDeadline(WHOLE_MS, signal, (within) => transport.sendMail({ ...message, signal: within }));
      } catch (error) {
        signal?.throwIfAborted();
        throw failureOf(error);
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** The server's words may hold the address, so they go no further. */
function failureOf(error: unknown): Error {
  if (error instanceof DeadlineExceeded) return new Failure('MailUnavailable');
  const { code, command, responseCode = 0 } = error as NodemailerError;
  if (code === undefined) return error as Error;
  // `API`: an address that this server cannot even be told. A login or a sender that is refused is ours to fix.
  const refused =
    (code === 'EENVELOPE' && command === 'API') ||
    ((command === 'RCPT TO' || command === 'DATA') && responseCode >= 500);
  return new Failure(refused ? 'MailRefused' : 'MailUnavailable');
}
