import type { SendMailOptions } from 'nodemailer';
import { Failure } from '../../domain/runs/failures.js';
import type { OutgoingMail } from './transport.js';

/** One address; nothing that a mail server or a header could take for a second one, a name, or a line's end. */
const ONE_ADDRESS = /^[^\s<>()[\],;:"\\@\p{Cc}]+@[^\s<>()[\],;:"\\@\p{Cc}]+$/u;

/**
 * A mail as nodemailer takes it. Whatever a person typed stands in its body only, never in a header.
 * @param from of MAIL_FROM, such as `Scholium <no-reply@example.org>`
 * @throws Failure MailRefused for a recipient that is not one plain address.
 */
export function toMessage(
  { id, to, subject, text, html, unsubscribeUrl }: OutgoingMail,
  from: string,
): SendMailOptions {
  if (!ONE_ADDRESS.test(to)) throw new Failure('MailRefused');
  const domain = from.replace(/>$/, '').split('@').at(-1);
  return {
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId: `<${id}@${domain}>`,
    headers: {
      // So that no holiday notice answers, RFC 3834.
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl
        ? { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
