import { createFileTransport } from './files.js';
import { createSmtpTransport } from './smtp.js';
import type { MailTransport } from './transport.js';

/** The part of the configuration that says how mails are sent; config.ts tells what each variable means. */
export interface MailConfig {
  SMTP_URL?: string | undefined;
  MAIL_FROM: string;
  MAIL_FOLDER: string;
}

/** By SMTP where a server is named, else into files. Opens nothing. */
export function createMailTransport({ SMTP_URL, MAIL_FROM, MAIL_FOLDER }: MailConfig): MailTransport {
  if (SMTP_URL !== undefined) return createSmtpTransport({ url: SMTP_URL, from: MAIL_FROM });
  return createFileTransport({ folder: MAIL_FOLDER, from: MAIL_FROM });
}
