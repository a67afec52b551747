/** Code points at most of a title in a file's name; with an id and an extension it stays under 255 bytes. */
const MAX_LENGTH = 40;

/** What file systems forbid or do not show: separators, wildcards, control characters, lone surrogates. */
const UNSAFE = /[\p{C}/\\:*?"<>|]+/gu;

/**
 * A title as part of a file's name that every system takes, without separators and without dots at its ends.
 * Two titles may give the same part.
 */
export function fileNamePart(title: string): string {
  const readable = title.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/g, ' ');
  const short = [...readable.trim().replace(/^[. ]+/, '')].slice(0, MAX_LENGTH).join('');
  return short.replace(/[. ]+$/, '') || 'Untitled';
}
