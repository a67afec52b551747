import { createTransport, type NodemailerError } from 'nodemailer';
import { Failure } from '../../domain/runs/failures.js';
import { ENGINE_WAITS_MS } from '../../domain/wait-limits.js';
import { DeadlineExceeded, withDeadline } from '../../lib/deadline.js';
import { toMessage } from './message.js';
import type { MailTransport } from './transport.js';

/**
 * Sends by SMTP, on a connection for each mail: they are few.
 * @param url `smtp://` (STARTTLS where offered; `?requireTLS=true` insists) or `smtps://`, with user and password
 */
export function createSmtpTransport({ url, from }: { url: string; from: string }): MailTransport {
  const transport = createTransport({
    url,
    dnsTimeout: ENGINE_WAITS_MS.mailStep,
    connectionTimeout: ENGINE_WAITS_MS.mailStep,
    greetingTimeout: ENGINE_WAITS_MS.mailStep,
    socketTimeout: ENGINE_WAITS_MS.mailStep,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail, signal) {
      const message = toMessage(mail, from);
      try {
        await withDeadline(ENGINE_WAITS_MS.mail, signal, (within) =>
          transport.sendMail({ ...message, signal: within }),
        );
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
