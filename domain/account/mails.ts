/** Every mail that the product sends. */
export const MAIL_KINDS = [
  'verify-email',
  'reset-password',
  'password-changed',
  'password-reset',
  'google-linked',
  'google-unlinked',
  'export-ready',
  'erasure-requested',
  'erasure-cancelled',
  'erasure-finished',
  'streak-at-risk',
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];
