/** Code points of a title in a file's name; with an id and an extension it stays under 255 bytes. */
const MAX_LENGTH = 40;
/** With an extension alone there is room for so many. */
const MAX_ALONE = 60;

/** What file systems forbid or do not show: separators, wildcards, control characters, lone surrogates. */
const UNSAFE = /[\p{C}/\\:*?"<>|]+/gu;

/**
 * A title as part of a file's name that every system takes, without separators and without dots at its ends.
 * Two titles may give the same part.
 */
export function fileNamePart(title: string, maxLength = MAX_LENGTH): string {
  const readable = title.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/g, ' ');
  const short = [...readable.trim().replace(/^[. ]+/, '')].slice(0, maxLength).join('');
  return short.replace(/[. ]+$/, '') || 'Untitled';
}

/** The name of a file that is called by a title and nothing else. */
export const fileNameOf = (title: string, extension: string): string =>
  `${fileNamePart(title, MAX_ALONE)}.${extension}`;

/**
 * A Content-Disposition (RFC 6266) that has browsers store a file under a name: the name itself (RFC 8187), and what
 * ASCII has of it for clients that know no other.
 */
export function attachment(name: string): string {
  const sound = name.replaceAll(/[\p{Cc}\p{Cs}]/gu, '_');
  const plain = sound.replaceAll(/[^\x20-\x7e]|["%\\]/gu, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended(sound)}`;
}

/** RFC 8187, ext-value: encodeURIComponent leaves four characters that it does not take. */
const extended = (text: string): string =>
  encodeURIComponent(text).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
