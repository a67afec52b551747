import { lineFrom } from '../text/line-of-text.js';

/** UTF-16 units of a display name at max. */
const DISPLAY_NAME_MAX = 80;

/**
 * A display name from what another provider calls a person, as a line of text. Without one, the local part of the
 * e-mail.
 */
export const displayNameFrom = (name: string | null, email: string): string =>
  lineFrom(name ?? '', DISPLAY_NAME_MAX) || lineFrom(email.split('@')[0] ?? '', DISPLAY_NAME_MAX) || 'Student';
