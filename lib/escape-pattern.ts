/** A text as a part of a regular expression that finds it as it stands. */
export const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
