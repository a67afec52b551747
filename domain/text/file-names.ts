/** Most code points of a title in a file's name; with an id and an ending it stays under 255 bytes. */
const MAX = 40;

/** What file systems forbid or hide behind: separators, wildcards, control and invisible characters, half surrogates. */
const UNSAFE = /[\p{C}/\\:*?"<>|]+/gu;

/**
 * A title as part of a file's name that every system takes. It leads nowhere: no separator, no dots at its ends.
 * Two titles may give the same.
 */
export function fileNamePart(title: string): string {
  const readable = title.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/g, ' ');
  const short = [...readable.trim().replace(/^[. ]+/, '')].slice(0, MAX).join('');
  return short.replace(/[. ]+$/, '') || 'Untitled';
}
