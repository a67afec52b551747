/** Every mail that the product sends. */
export const MAIL_KINDS = [
  'verify-email',
  'reset-password',
  'password-changed',
  'google-linked',
  'export-ready',
  'erasure-requested',
  'erasure-cancelled',
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];
