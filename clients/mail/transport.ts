import type { MailKind } from '../../domain/account/mails.js';

/** A mail to one person, ready to be sent. */
export interface OutgoingMail {
  /** The same at every try, so that a mail that came twice can be recognized. */
  id: string;
  kind: MailKind;
  queuedAt: Date;
  /** One address, without a name. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** An address that unsubscribes its reader by one POST, without a login, RFC 8058. */
  unsubscribeUrl?: string | undefined;
}

/** Sends mails. */
export interface MailTransport {
  /**
   * Hands a mail over: when it returns, the other side has it.
   * @throws Failure MailRefused when trying again cannot help; MailUnavailable when it can.
   */
  send(mail: OutgoingMail, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
